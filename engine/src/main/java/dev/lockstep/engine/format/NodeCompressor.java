package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Words;

/**
 * Compresses nodes; any snappy decoder reads the result. Entries of a document index that follow one
 * another say much the same at the same places, so nothing is searched for in them:
 *
 * <ol>
 *   <li>The first entry stands as it is.
 *   <li>The key of any other is laid beside the key before it, its value beside the value before it.
 *   <li>What is equal on both sides, eight bytes at least, is copied from there; the rest stands as it is.
 * </ol>
 *
 * Neighbours whose distance is the same are taken as one stretch, so that a copy goes on from the end of a
 * value into the next entry. Belongs to one task: the stream is good until the next node is compressed.
 */
public final class NodeCompressor {
  private static final int COPY_LENGTH_MAX = 64;
  private static final int COPY_DISTANCE_MAX = (1 << 16) - 1;
  private static final int SHORT_COPY_LENGTH_MIN = 4;
  private static final int SHORT_COPY_LENGTH_MAX = 11;
  private static final int SHORT_COPY_DISTANCE_MAX = (1 << 11) - 1;
  private static final int LITERAL_LENGTH_INLINE_MAX = 60;

  private byte[] out = {};
  private int outAt;

  /** Up to where the node at hand is in the stream. */
  private int done;

  /** Compresses a node whose entries say anything. Returns the stream's length. */
  public int compressUnlike(Node node) {
    reserve(node);
    return Compression.compress(node.raw(), node.length(), out);
  }

  private void reserve(Node node) {
    int lengthMax = Compression.streamLengthMax(node.length());
    if (out.length < lengthMax) {
      out = new byte[lengthMax];
    }
  }

  /** Compresses a node of a document index. Returns the stream's length. */
  public int compressAlike(Node node) {
    reserve(node);
    outAt = 0;
    done = 0;
    putLength(node.length());
    if (node.count() > 1) {
      copyFromNeighbours(node);
    }
    putLiteral(node.raw(), node.length());
    return outAt;
  }

  /** The array that begins with the stream. Nobody may change it. */
  public byte[] stream() {
    return out;
  }

  private void copyFromNeighbours(Node node) {
    int from = node.starts()[1];
    int distance = from - node.starts()[0];
    for (int i = 1; i < node.count(); i++) {
      int key = node.starts()[i];
      int keyDistance = key - node.starts()[i - 1];
      if (keyDistance != distance) {
        copyEqual(node.raw(), from, key, distance);
        from = key;
        distance = keyDistance;
      }
      int value = node.valueStart(i);
      int valueDistance = value - node.valueStart(i - 1);
      if (valueDistance != distance) {
        copyEqual(node.raw(), from, value, distance);
        from = value;
        distance = valueDistance;
      }
    }
    copyEqual(node.raw(), from, node.length(), distance);
  }

  /** Goes from difference to difference; where the next one is far enough away, it copies up to there. */
  private void copyEqual(byte[] raw, int from, int to, int distance) {
    if (distance > COPY_DISTANCE_MAX) {
      return;
    }
    int at = from;
    while (at + Words.SIZE <= to) {
      long difference = Words.get(raw, at) ^ Words.get(raw, at - distance);
      if (difference != 0) {
        at += Words.SIZE - (Long.numberOfTrailingZeros(difference) >>> 3);
      } else {
        int end = endOfEqual(raw, at + Words.SIZE, to, distance);
        putLiteral(raw, at);
        putCopies(end - at, distance);
        done = end;
        at = end + 1;
      }
    }
  }

  private static int endOfEqual(byte[] raw, int from, int to, int distance) {
    int at = from;
    while (at + Words.SIZE <= to) {
      long difference = Words.get(raw, at) ^ Words.get(raw, at - distance);
      if (difference != 0) {
        return at + (Long.numberOfLeadingZeros(difference) >>> 3);
      }
      at += Words.SIZE;
    }
    while (at < to && raw[at] == raw[at - distance]) {
      at++;
    }
    return at;
  }

  private void putLength(int length) {
    int rest = length;
    while (rest > 0x7f) {
      out[outAt++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[outAt++] = (byte) rest;
  }

  /** Puts what is not in the stream yet and lies before {@code end}. */
  private void putLiteral(byte[] raw, int end) {
    int length = end - done;
    if (length == 0) {
      return;
    }
    int field = length - 1;
    if (field < LITERAL_LENGTH_INLINE_MAX) {
      out[outAt++] = (byte) (field << 2);
    } else {
      int width = Integer.BYTES - (Integer.numberOfLeadingZeros(field) >>> 3);
      out[outAt++] = (byte) ((LITERAL_LENGTH_INLINE_MAX + width - 1) << 2);
      for (int i = 0; i < width; i++) {
        out[outAt++] = (byte) (field >>> (8 * i));
      }
    }
    if (length <= LITERAL_LENGTH_INLINE_MAX
        && end + Words.SIZE <= raw.length
        && outAt + length + Words.SIZE <= out.length) {
      Words.copy(raw, done, out, outAt, length);
    } else {
      System.arraycopy(raw, done, out, outAt, length);
    }
    outAt += length;
    done = end;
  }

  private void putCopies(int length, int distance) {
    int rest = length;
    while (rest > 0) {
      if (rest >= SHORT_COPY_LENGTH_MIN
          && rest <= SHORT_COPY_LENGTH_MAX
          && distance <= SHORT_COPY_DISTANCE_MAX) {
        out[outAt++] = (byte) ((distance >>> 8) << 5 | (rest - SHORT_COPY_LENGTH_MIN) << 2 | 1);
        out[outAt++] = (byte) distance;
        return;
      }
      int part = Math.min(rest, COPY_LENGTH_MAX);
      out[outAt++] = (byte) ((part - 1) << 2 | 2);
      out[outAt++] = (byte) distance;
      out[outAt++] = (byte) (distance >>> 8);
      rest -= part;
    }
  }
}
