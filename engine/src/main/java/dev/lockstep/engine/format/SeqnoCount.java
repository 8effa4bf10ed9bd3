package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;

/** The reduce value of the by-seqno index: a u40 count of entries. */
public final class SeqnoCount {

  private SeqnoCount() {}

  /** The count of the entries of a by-seqno node: its own, or what its pointers say. */
  public static long of(Node node) throws MalformedDataException {
    if (node.isLeaf()) {
      return node.count();
    }
    long sum = 0;
    for (int i = 0; i < node.count(); i++) {
      sum += BigEndian.get(node.raw(), node.reduceStart(i, BigEndian.U40), BigEndian.U40);
    }
    return sum;
  }

  /** The bytes of a count. */
  public static Bytes encode(long count) {
    byte[] out = new byte[BigEndian.U40];
    BigEndian.put(out, 0, BigEndian.U40, count);
    return Bytes.wrap(out);
  }

  /**
   * Parses a count.
   *
   * @throws MalformedDataException if it is not five bytes long
   */
  public static long decode(Bytes reduce) throws MalformedDataException {
    if (reduce.length() != BigEndian.U40) {
      throw new MalformedDataException(
          "a by-seqno reduce value of " + BigEndian.U40 + " bytes", reduce.length() + " bytes");
    }
    return BigEndian.get(reduce.toArray(), 0, BigEndian.U40);
  }
}
