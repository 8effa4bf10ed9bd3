package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;

/**
 * Unsigned LEB128, as DWARF has it: seven bits a byte, the lowest first; the highest bit of a byte says
 * that another one follows. Written without needless bytes, and read only so.
 */
final class Leb128 {
  private static final int BITS = 7;
  private static final int MORE = 0x80;

  private Leb128() {}

  static void write(long value, ByteArrayOutputStream out) {
    long rest = value;
    while (rest >= MORE) {
      out.write((int) (rest & (MORE - 1)) | MORE);
      rest >>>= BITS;
    }
    out.write((int) rest);
  }

  /** How many bytes {@code value} takes. */
  static int size(long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    return (bits + BITS - 1) / BITS;
  }

  /** The number at {@code offset}; empty where none of at most {@code bits} bits stands there. */
  static OptionalLong read(Bytes bytes, int offset, int bits) {
    long value = 0;
    for (int shift = 0; shift < bits && offset + shift / BITS < bytes.length(); shift += BITS) {
      int next = bytes.byteAt(offset + shift / BITS);
      value |= (long) (next & (MORE - 1)) << shift;
      if ((next & MORE) == 0) {
        boolean isShortest = next != 0 || shift == 0;
        boolean fits = value >>> bits == 0 && value >= 0;
        return isShortest && fits ? OptionalLong.of(value) : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }
}
