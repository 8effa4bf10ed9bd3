package dev.lockstep.engine.document;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array at once, the first of them the highest. */
public final class Words {

  /** Bytes of a word. */
  public static final int SIZE = Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Words() {}

  /** The eight bytes from {@code at} on. */
  public static long get(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** The {@code length} bytes from {@code at} on, at most eight, and zeros after them. */
  public static long getPadded(byte[] bytes, int at, int length) {
    if (length >= SIZE) {
      return get(bytes, at);
    }
    if (length <= 0) {
      return 0;
    }
    if (at + SIZE <= bytes.length) {
      return get(bytes, at) & firstBytes(length);
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[at + i] & 0xffL) << (8 * (SIZE - 1 - i));
    }
    return word;
  }

  /** Where a word has its first {@code count} bytes; 1 to 8. */
  public static long firstBytes(int count) {
    return -1L << (8 * (SIZE - count));
  }

  /** Copies {@code length} bytes, and up to seven more, which both arrays must have. */
  public static void copy(byte[] source, int from, byte[] target, int at, int length) {
    for (int i = 0; i < length; i += SIZE) {
      LONG.set(target, at + i, (long) LONG.get(source, from + i));
    }
  }
}
