package dev.lockstep.engine.couch;

import java.util.Arrays;

/**
 * Entries in memory, in one array as they come and sorted by their places in it: a collector of garbage
 * sees two objects, however many entries there are.
 */
final class GatheredEntries {
  private static final int BYTES_INITIAL = 1 << 16;
  private static final int BYTES_MAX = 1 << 22;
  private static final int ENTRIES_INITIAL = 1 << 10;

  /** Shorter stretches are sorted by insertion. */
  private static final int INSERTION_MAX = 8;

  /** Keys and values. */
  private byte[] bytes = new byte[BYTES_INITIAL];

  private int length;

  /** Of each entry: where its key starts, where its value starts, and where it ends. */
  private int[] keyStarts = new int[ENTRIES_INITIAL];

  private int[] valueStarts = new int[ENTRIES_INITIAL];
  private int[] ends = new int[ENTRIES_INITIAL];
  private int count;

  int count() {
    return count;
  }

  /** Whether an entry of {@code more} bytes may be added: the first one may, however long. */
  boolean hasRoomFor(int more) {
    return count == 0 || length + more <= BYTES_MAX;
  }

  /** Bytes of all keys and values. */
  int length() {
    return length;
  }

  /** Makes room for {@code more} bytes of an entry, to be put into {@link #bytes} from {@link #length} on. */
  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(2 * bytes.length, BYTES_MAX)));
    }
    if (count == keyStarts.length) {
      keyStarts = Arrays.copyOf(keyStarts, 2 * count);
      valueStarts = Arrays.copyOf(valueStarts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** Adds the entry that was put there. */
  void added(int keyLength, int valueLength) {
    keyStarts[count] = length;
    valueStarts[count] = length + keyLength;
    length += keyLength + valueLength;
    ends[count++] = length;
  }

  /** Forgets all entries; the room stays. */
  void clear() {
    length = 0;
    count = 0;
  }

  /** All entries in order, equal keys as they came; good until more are added. */
  SortedEntries sorted() {
    int[] order = new int[count];
    Arrays.setAll(order, entry -> entry);
    sort(order.clone(), order, 0, count);
    return new Walk(order);
  }

  /** Merge sort: {@code target}, which holds what {@code source} holds, is in order afterwards. */
  private void sort(int[] source, int[] target, int from, int to) {
    if (to - from <= INSERTION_MAX) {
      insert(target, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(target, source, from, middle);
    sort(target, source, middle, to);
    if (compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean isLeft = right == to || (left < middle && compare(source[left], source[right]) <= 0);
      target[at] = source[isLeft ? left++ : right++];
    }
  }

  private void insert(int[] target, int from, int to) {
    for (int next = from + 1; next < to; next++) {
      int entry = target[next];
      int at = next;
      while (at > from && compare(target[at - 1], entry) > 0) {
        target[at] = target[at - 1];
        at--;
      }
      target[at] = entry;
    }
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(
        bytes, keyStarts[one], valueStarts[one], bytes, keyStarts[other], valueStarts[other]);
  }

  private final class Walk implements SortedEntries {
    private final int[] order;
    private int next;
    private int entry;

    Walk(int[] order) {
      this.order = order;
    }

    @Override
    public boolean advance() {
      if (next == order.length) {
        return false;
      }
      entry = order[next++];
      return true;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public int keyStart() {
      return keyStarts[entry];
    }

    @Override
    public int keyLength() {
      return valueStarts[entry] - keyStarts[entry];
    }

    @Override
    public int valueLength() {
      return ends[entry] - valueStarts[entry];
    }
  }
}
