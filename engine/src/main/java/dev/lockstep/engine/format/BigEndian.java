package dev.lockstep.engine.format;

/** Unsigned big-endian integers of up to eight bytes, at any offset. */
final class BigEndian {
  static final int U16 = 2;
  static final int U32 = 4;
  static final int U40 = 5;
  static final int U48 = 6;
  static final int U64 = 8;

  private BigEndian() {}

  static long get(byte[] source, int offset, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (source[offset + i] & 0xff);
    }
    return value;
  }

  /** Writes the lowest {@code width} bytes of {@code value} and returns the offset after them. */
  static int put(byte[] target, int offset, int width, long value) {
    for (int i = 0; i < width; i++) {
      target[offset + i] = (byte) (value >>> (8 * (width - 1 - i)));
    }
    return offset + width;
  }
}
