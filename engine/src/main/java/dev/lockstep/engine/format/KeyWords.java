package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Words;

/**
 * What a search in a node looks at, in one array, so that the processor has to fetch little:
 *
 * <pre>
 *  how many bytes all keys begin with
 *  these bytes in words, the last padded with zeros
 *  of each key the word that follows, padded with zeros
 *  of each entry of an interior node the position that its pointer names, -1 where it is no pointer
 * </pre>
 *
 * Padding keeps the order of keys but may make two of them equal; so where words are equal the keys decide.
 */
final class KeyWords {
  private KeyWords() {}

  /** Those of a node that has entries. */
  static long[] of(Node node) {
    int count = node.count();
    int shared = node.sharedLength(0, count - 1);
    int keys = firstKey(shared);
    long[] words = new long[keys + (node.isLeaf() ? count : 2 * count)];
    words[0] = shared;
    for (int i = 1; i < keys; i++) {
      int offset = (i - 1) * Words.SIZE;
      words[i] = node.keyWord(0, offset) & mask(shared - offset);
    }
    for (int i = 0; i < count; i++) {
      words[keys + i] = node.keyWord(i, shared);
      if (!node.isLeaf()) {
        words[keys + count + i] = node.positionOrNone(i);
      }
    }
    return words;
  }

  /** Where the word of the first key is. */
  private static int firstKey(int shared) {
    return 1 + (shared + Words.SIZE - 1) / Words.SIZE;
  }

  private static long mask(int length) {
    return length >= Words.SIZE ? -1 : Words.firstBytes(length);
  }

  /** As {@link Node#firstNotBelow(Bytes, int)} of the node that {@code words} are of. */
  static int firstNotBelow(long[] words, Node node, Bytes key, int from) {
    int shared = (int) words[0];
    int keys = firstKey(shared);
    for (int i = 1; i < keys; i++) {
      int offset = (i - 1) * Words.SIZE;
      int order = Long.compareUnsigned(key.wordAt(offset) & mask(shared - offset), words[i]);
      if (order != 0) {
        return order < 0 ? from : node.count();
      }
    }
    long wanted = key.wordAt(shared);
    int low = from;
    int high = node.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(words[keys + middle], wanted);
      if (order == 0) {
        order = node.compareKey(middle, key);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The position that the pointer of entry {@code index} of an interior node of {@code count} names; -1 if
   * it is none.
   */
  static long position(long[] words, int count, int index) {
    return words[words.length - count + index];
  }
}
