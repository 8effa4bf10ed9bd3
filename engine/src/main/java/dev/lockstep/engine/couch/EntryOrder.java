package dev.lockstep.engine.couch;

import java.util.Arrays;

/**
 * The order of gathered entries by their keys, equal keys as they came:
 *
 * <ol>
 *   <li>What all keys begin with says nothing of their order. The six bytes after it and the entry's number
 *       make one number each; these are sorted.
 *   <li>Where six bytes are equal, whole keys decide: a stretch of such entries, which are in the order in
 *       which they came, is sorted by merging.
 * </ol>
 */
final class EntryOrder {
  private static final int NUMBER_BITS = 16;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

  /** Shorter stretches are sorted by insertion. */
  private static final int INSERTION_MAX = 8;

  private final GatheredEntries entries;

  /** As long as the order, once a stretch needs it. */
  private int[] scratch = {};

  private EntryOrder(GatheredEntries entries) {
    this.entries = entries;
  }

  /** The numbers of all entries. */
  static int[] of(GatheredEntries entries) {
    return new EntryOrder(entries).order();
  }

  private int[] order() {
    long[] beginnings = beginnings();
    int[] order = new int[beginnings.length];
    int stretch = 0;
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (beginnings[i] & NUMBER_MASK);
      if (i > 0 && (beginnings[i] ^ beginnings[i - 1]) >>> NUMBER_BITS != 0) {
        sortStretch(order, stretch, i);
        stretch = i;
      }
    }
    sortStretch(order, stretch, order.length);
    return order;
  }

  /** Step 1. */
  private long[] beginnings() {
    int count = entries.count();
    int shared = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      shared = entries.sharedLength(0, i, shared);
    }
    long[] beginnings = new long[count];
    for (int i = 0; i < count; i++) {
      // The highest bit is turned around because the sort takes numbers as signed.
      long word = entries.keyWord(i, shared) ^ Long.MIN_VALUE;
      beginnings[i] = (word & ~NUMBER_MASK) | i;
    }
    Arrays.sort(beginnings);
    return beginnings;
  }

  /** Step 2. */
  private void sortStretch(int[] order, int from, int to) {
    if (to - from <= INSERTION_MAX) {
      insert(order, from, to);
      return;
    }
    if (scratch.length == 0) {
      scratch = new int[order.length];
    }
    System.arraycopy(order, from, scratch, from, to - from);
    sort(scratch, order, from, to);
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
    if (entries.compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean isLeft =
          right == to || (left < middle && entries.compare(source[left], source[right]) <= 0);
      target[at] = source[isLeft ? left++ : right++];
    }
  }

  private void insert(int[] target, int from, int to) {
    for (int next = from + 1; next < to; next++) {
      int entry = target[next];
      int at = next;
      while (at > from && entries.compare(target[at - 1], entry) > 0) {
        target[at] = target[at - 1];
        at--;
      }
      target[at] = entry;
    }
  }
}
