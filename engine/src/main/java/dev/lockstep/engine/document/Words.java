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
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[at + i] & 0xffL) << (8 * (SIZE - 1 - i));
    }
    return word;
  }

  /** Copies {@code length} bytes, and up to seven more, which both arrays must have. */
  public static void copy(byte[] source, int from, byte[] target, int at, int length) {
    for (int i = 0; i < length; i += SIZE) {
      LONG.set(target, at + i, (long) LONG.get(source, from + i));
    }
  }
}
