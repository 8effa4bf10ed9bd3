package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Sorts entries by key, more of them than memory should hold:
 *
 * <ol>
 *   <li>Entries gather in memory up to a limit; then they are sorted and written to a temporary file,
 *       a run.
 *   <li>While there are more runs than are merged at once, the oldest of them are merged into one
 *       more run.
 *   <li>The runs that remain and the entries still in memory are merged as they are read.
 * </ol>
 *
 * Nothing is synced: after a crash the files are worth nothing.
 */
final class SortedRuns implements Closeable {

  /** An entry to sort. */
  record Entry(Bytes key, Bytes value) {}

  /** Entries in ascending order of keys, one at a time. */
  interface Source extends Closeable {
    Optional<Entry> next() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private static final int RUNS_MERGED_MAX = 16;
  private static final Comparator<Entry> BY_KEY = (one, other) -> one.key().compareTo(other.key());

  private final StorageFiles files;
  private final String prefix;
  private final int entriesMax;

  private List<Entry> gathered = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final List<Source> open = new ArrayList<>();
  private int runsMade;

  /**
   * @param prefix what the temporary files' names start with; a number follows
   * @param entriesMax how many entries memory may hold
   */
  SortedRuns(StorageFiles files, String prefix, int entriesMax) {
    Invariant.check(entriesMax > 0, "at least one entry must fit into memory");
    this.files = files;
    this.prefix = prefix;
    this.entriesMax = entriesMax;
  }

  void add(Bytes key, Bytes value) throws IOException {
    if (gathered.size() == entriesMax) {
      writeRun(takeGathered());
    }
    gathered.add(new Entry(key, value));
  }

  /** All entries, in order; equal keys follow one another. */
  Source merged() throws IOException {
    while (runs.size() > RUNS_MERGED_MAX) {
      List<Run> oldest = List.copyOf(runs.subList(0, RUNS_MERGED_MAX));
      try (Merge merge = new Merge(openAll(oldest))) {
        writeRun(merge);
      }
      open.clear();
      for (Run run : oldest) {
        remove(run);
      }
    }
    List<Source> sources = openAll(runs);
    sources.add(takeGathered());
    return new Merge(sources);
  }

  /** Closes and removes all temporary files, as many of them as can be. */
  @Override
  public void close() throws IOException {
    Optional<IOException> failure = Optional.empty();
    for (Source source : open) {
      failure = attempt(source, failure);
    }
    open.clear();
    for (Run run : List.copyOf(runs)) {
      failure = attempt(() -> remove(run), failure);
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private static Optional<IOException> attempt(Closeable action, Optional<IOException> before) {
    try {
      action.close();
      return before;
    } catch (IOException e) {
      before.ifPresent(e::addSuppressed);
      return Optional.of(e);
    }
  }

  private Source takeGathered() {
    List<Entry> sorted = gathered;
    gathered = new ArrayList<>();
    sorted.sort(BY_KEY);
    Iterator<Entry> iterator = sorted.iterator();
    return () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
  }

  private void writeRun(Source sorted) throws IOException {
    String name = prefix + runsMade++;
    runs.add(Run.write(files, name, sorted));
  }

  private List<Source> openAll(List<Run> selected) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Run run : selected) {
      Source source = run.open(files);
      open.add(source);
      sources.add(source);
    }
    return sources;
  }

  private void remove(Run run) throws IOException {
    runs.remove(run);
    files.remove(run.name());
  }

  /** The entries of several sources as one. */
  private static final class Merge implements Source {

    /** A source and the entry it has come to. */
    private record Head(Entry entry, int source) {}

    private final List<Source> sources;
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::entry, BY_KEY).thenComparing(Head::source));

    Merge(List<Source> sources) throws IOException {
      this.sources = sources;
      for (int i = 0; i < sources.size(); i++) {
        advance(i);
      }
    }

    @Override
    public Optional<Entry> next() throws IOException {
      Head head = heads.poll();
      if (head == null) {
        return Optional.empty();
      }
      advance(head.source());
      return Optional.of(head.entry());
    }

    @Override
    public void close() throws IOException {
      for (Source source : sources) {
        source.close();
      }
    }

    private void advance(int source) throws IOException {
      sources.get(source).next().ifPresent(entry -> heads.add(new Head(entry, source)));
    }
  }
}
