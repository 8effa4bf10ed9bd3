package dev.lockstep.model.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 64-bit fingerprints of numbers, texts and bytes, the same on every JDK and machine. They are
 * strong against accident, not against intent.
 */
public final class Fingerprint {
  /** The fingerprint of nothing, to start from. */
  public static final long EMPTY = 0x6C62272E07BB0142L;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Fingerprint() {}

  /**
   * The fingerprint of everything in {@code before}, followed by {@code value}, which must not be a
   * fingerprint that may be the same as {@code before}: they would cancel out.
   */
  public static long mix(long before, long value) {
    long mixed = (before ^ value) * FACTOR;
    return Long.rotateLeft(mixed ^ (mixed >>> 29), 27) * 0xBF58476D1CE4E5B9L + 0x52DCE729L;
  }

  /** The fingerprint of a text. */
  public static long of(String text) {
    long result = mix(EMPTY, text.length());
    for (int i = 0; i < text.length(); i++) {
      result = mix(result, text.charAt(i));
    }
    return result;
  }

  /** The fingerprint of {@code length} bytes. */
  public static long of(byte[] bytes, int offset, int length) {
    long a = EMPTY;
    long b = length;
    long c = FACTOR;
    long d = ~FACTOR;
    int at = offset;
    int end = offset + length;
    // Four lanes, so that the multiplications of one do not wait for those of another.
    for (; at + 32 <= end; at += 32) {
      a = mix(a, (long) LONGS.get(bytes, at));
      b = mix(b, (long) LONGS.get(bytes, at + 8));
      c = mix(c, (long) LONGS.get(bytes, at + 16));
      d = mix(d, (long) LONGS.get(bytes, at + 24));
    }
    for (; at + 8 <= end; at += 8) {
      a = mix(a, (long) LONGS.get(bytes, at));
    }
    for (; at < end; at++) {
      b = mix(b, bytes[at]);
    }
    return mix(mix(mix(mix(EMPTY, a), b), c), d);
  }
}
