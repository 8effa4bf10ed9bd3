package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.invariant.Invariant;

/**
 * Where a node lies, and what lies beneath it.
 *
 * @param position offset of the node's chunk, below 2^48
 * @param subtreeSize bytes that the chunks of the node and of all nodes beneath it take, below 2^48
 * @param reduce the tree's own summary of the entries beneath; empty where it keeps none
 */
public record NodePointer(long position, long subtreeSize, Bytes reduce) {

  static final int FIXED_LENGTH = 2 * BigEndian.U48;
  private static final int REDUCE_MAX = 0xffff;

  public NodePointer {
    Invariant.check(
        position >>> 48 == 0 && subtreeSize >>> 48 == 0,
        "position %d or subtree size %d exceeds 48 bits",
        position,
        subtreeSize);
    Invariant.check(reduce.length() <= REDUCE_MAX, "reduce value too long");
  }

  /** The form in an interior node. */
  public Bytes encode() {
    byte[] out = new byte[length()];
    put(out, 0);
    return Bytes.wrap(out);
  }

  /** Bytes of the form in an interior node. */
  public int length() {
    return FIXED_LENGTH + BigEndian.U16 + reduce.length();
  }

  /** Puts the form in an interior node: u48 position, u48 subtree size, u16 reduce length, reduce value. */
  public void put(byte[] out, int offset) {
    int at = putFixed(out, offset);
    at = BigEndian.put(out, at, BigEndian.U16, reduce.length());
    reduce.copyTo(out, at);
  }

  static NodePointer decode(byte[] in, int offset, int length) throws MalformedDataException {
    checkLength(in, offset, length);
    int fixed = FIXED_LENGTH + BigEndian.U16;
    return decodeParts(in, offset, offset + fixed, length - fixed);
  }

  /** Whether what is said to be a pointer has the length that it says itself. */
  static void checkLength(byte[] in, int offset, int length) throws MalformedDataException {
    int fixed = FIXED_LENGTH + BigEndian.U16;
    if (length < fixed
        || length != fixed + BigEndian.get(in, offset + FIXED_LENGTH, BigEndian.U16)) {
      throw new MalformedDataException(
          "a node pointer whose reduce value fills the entry", length + " bytes");
    }
  }

  /** The form in a header: u48 position, u48 subtree size, reduce value. */
  int putRoot(byte[] out, int offset) {
    int at = putFixed(out, offset);
    reduce.copyTo(out, at);
    return at + reduce.length();
  }

  int rootLength() {
    return FIXED_LENGTH + reduce.length();
  }

  static NodePointer decodeRoot(byte[] in, int offset, int length) throws MalformedDataException {
    if (length < FIXED_LENGTH) {
      throw new MalformedDataException(
          "a root of at least " + FIXED_LENGTH + " bytes", length + " bytes");
    }
    return decodeParts(in, offset, offset + FIXED_LENGTH, length - FIXED_LENGTH);
  }

  private int putFixed(byte[] out, int offset) {
    int at = BigEndian.put(out, offset, BigEndian.U48, position);
    return BigEndian.put(out, at, BigEndian.U48, subtreeSize);
  }

  private static NodePointer decodeParts(byte[] in, int offset, int reduceAt, int reduceLength) {
    return new NodePointer(
        BigEndian.get(in, offset, BigEndian.U48),
        BigEndian.get(in, offset + BigEndian.U48, BigEndian.U48),
        Bytes.copyOf(in, reduceAt, reduceLength));
  }
}
