package dev.lockstep.engine.couch;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The entries of several sources as one; of equal keys those of an earlier source come first. */
final class MergedEntries implements SortedEntries {

  /** A source that has come to an entry. */
  private record Head(SortedEntries source, int number) {
    static final Comparator<Head> IN_ORDER = (one, other) -> {
      int byKey = SortedEntries.compareKeys(one.source, other.source);
      return byKey != 0 ? byKey : Integer.compare(one.number, other.number);
    };
  }

  private final List<SortedEntries> sources;
  private final PriorityQueue<Head> heads = new PriorityQueue<>(Head.IN_ORDER);

  /** The one whose entry it is; not among the heads. */
  private @Nullable Head current;

  MergedEntries(List<SortedEntries> sources) throws IOException {
    this.sources = sources;
    for (int i = 0; i < sources.size(); i++) {
      addIfMore(new Head(sources.get(i), i));
    }
  }

  @Override
  public boolean advance() throws IOException {
    if (current != null) {
      addIfMore(current);
    }
    current = heads.poll();
    return current != null;
  }

  private void addIfMore(Head head) throws IOException {
    if (head.source().advance()) {
      heads.add(head);
    }
  }

  @Override
  public byte[] bytes() {
    return source().bytes();
  }

  @Override
  public int keyStart() {
    return source().keyStart();
  }

  @Override
  public int keyLength() {
    return source().keyLength();
  }

  @Override
  public int valueLength() {
    return source().valueLength();
  }

  @Override
  public void close() throws IOException {
    for (SortedEntries source : sources) {
      source.close();
    }
  }

  private SortedEntries source() {
    if (current == null) {
      throw new AssertionError("asked for an entry before the first or past the last one");
    }
    return current.source();
  }
}
