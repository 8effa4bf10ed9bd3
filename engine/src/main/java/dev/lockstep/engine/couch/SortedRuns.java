package dev.lockstep.engine.couch;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sorts entries by key, more of them than memory should hold:
 *
 * <ol>
 *   <li>Entries gather in memory up to a limit, in number or in bytes; then they are sorted and written
 *       to a temporary file, a run.
 *   <li>While there are more runs than are merged at once, the oldest of them are merged into one
 *       more run.
 *   <li>The runs that remain and the entries still in memory are merged as they are read.
 * </ol>
 *
 * Nothing is synced: after a crash the files are worth nothing.
 */
final class SortedRuns implements Closeable {

  private static final int RUNS_MERGED_MAX = 16;

  private final StorageFiles files;
  private final String prefix;
  private final int entriesMax;

  private final GatheredEntries gathered = new GatheredEntries();
  private final List<Run> runs = new ArrayList<>();
  private final List<SortedEntries> open = new ArrayList<>();
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

  /**
   * Makes room for an entry of {@code length} bytes: its key and its value are to be put into the
   * {@link GatheredEntries#bytes} of what this returns, and then to be added there.
   */
  GatheredEntries roomFor(int length) throws IOException {
    if (gathered.count() == entriesMax || !gathered.hasRoomFor(length)) {
      writeRun(gathered.sorted());
      gathered.clear();
    }
    gathered.reserve(length);
    return gathered;
  }

  /** All entries, in order; equal keys follow one another. */
  SortedEntries merged() throws IOException {
    while (runs.size() > RUNS_MERGED_MAX) {
      List<Run> oldest = List.copyOf(runs.subList(0, RUNS_MERGED_MAX));
      try (MergedEntries merge = new MergedEntries(openAll(oldest))) {
        writeRun(merge);
      }
      open.clear();
      for (Run run : oldest) {
        remove(run);
      }
    }
    List<SortedEntries> sources = openAll(runs);
    sources.add(gathered.sorted());
    return new MergedEntries(sources);
  }

  /** Closes and removes all temporary files, as many of them as can be. */
  @Override
  public void close() throws IOException {
    Optional<IOException> failure = Optional.empty();
    for (SortedEntries source : open) {
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

  private void writeRun(SortedEntries sorted) throws IOException {
    String name = prefix + runsMade++;
    runs.add(Run.write(files, name, sorted));
  }

  private List<SortedEntries> openAll(List<Run> selected) throws IOException {
    List<SortedEntries> sources = new ArrayList<>();
    for (Run run : selected) {
      SortedEntries source = run.open(files);
      open.add(source);
      sources.add(source);
    }
    return sources;
  }

  private void remove(Run run) throws IOException {
    runs.remove(run);
    files.remove(run.name());
  }
}
