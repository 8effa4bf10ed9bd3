package dev.lockstep.engine.format;

/**
 * The cut of a file into blocks. The first byte of every block is its type and no part of the data:
 *
 * <pre>
 *    0      1                          4096   4097
 *    +------+--------------------------+------+----------------- ...
 *    | type | 4095 bytes of data       | type | data goes on
 *    +------+--------------------------+------+----------------- ...
 * </pre>
 *
 * A value that crosses a boundary has the next block's type byte in its middle; a value that starts
 * on one starts a byte later.
 */
public final class Blocks {

  /** Bytes in a block, its type byte included. */
  public static final int SIZE = 4096;

  /** The type of a block that starts with data. */
  public static final byte DATA = 0;

  /** The type of a block that starts with a header. */
  public static final byte HEADER = 1;

  /** The type of the first block of an encrypted file. */
  public static final byte METADATA = 2;

  private Blocks() {}

  /** Whether a block starts at {@code position}. */
  public static boolean isBoundary(long position) {
    return position % SIZE == 0;
  }

  /** Where the block that holds {@code position} starts. */
  public static long startOf(long position) {
    return position - position % SIZE;
  }

  /** The first boundary at or past {@code position}. */
  public static long boundaryFrom(long position) {
    return startOf(position + SIZE - 1);
  }

  /** How many bytes of the file {@code length} bytes of data take when they start at {@code position}. */
  public static long span(long position, long length) {
    if (length == 0) {
      return 0;
    }
    long roomInFirst = isBoundary(position) ? 0 : SIZE - position % SIZE;
    if (length <= roomInFirst) {
      return length;
    }
    long blocksEntered = (length - roomInFirst + SIZE - 2) / (SIZE - 1);
    return length + blocksEntered;
  }

  /**
   * Moves data over the type bytes in its middle.
   *
   * @param bytes bytes of a file, from index {@code from} on those at {@code position}; changed
   * @param length how many of them there are
   * @return how many bytes of data are left, from the same index on
   */
  public static int strip(byte[] bytes, int from, int length, long position) {
    int kept = 0;
    int index = 0;
    while (index < length) {
      long at = position + index;
      if (isBoundary(at)) {
        index++;
        continue;
      }
      int run = (int) Math.min(length - index, SIZE - at % SIZE);
      if (index != kept) {
        System.arraycopy(bytes, from + index, bytes, from + kept, run);
      }
      index += run;
      kept += run;
    }
    return kept;
  }
}
