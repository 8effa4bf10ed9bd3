package dev.lockstep.engine.format;

import dev.lockstep.engine.document.Bytes;

/**
 * The reduce value of the by-id index: u40 live count, u40 deleted count, u48 total physical size.
 *
 * @param live documents that are not deleted
 * @param deleted tombstones
 * @param physicalSize bytes that the chunks of all bodies take
 */
public record DocumentTotals(long live, long deleted, long physicalSize) {

  /** The totals of nothing. */
  public static final DocumentTotals NONE = new DocumentTotals(0, 0, 0);

  private static final int LENGTH = 2 * BigEndian.U40 + BigEndian.U48;

  /** The totals of the entries of a by-id node: its own documents, or what its pointers say. */
  public static DocumentTotals of(Node node) throws MalformedDataException {
    DocumentTotals sum = NONE;
    for (int i = 0; i < node.count(); i++) {
      sum = sum.plus(node.isLeaf() ? ofEntry(node, i) : decode(node.pointer(i).reduce()));
    }
    return sum;
  }

  private static DocumentTotals ofEntry(Node leaf, int index) throws MalformedDataException {
    int start = leaf.valueStart(index);
    if (leaf.valueLength(index) < IndexFormat.BY_ID_FIXED_LENGTH) {
      throw new MalformedDataException("a by-id value", leaf.valueLength(index) + " bytes");
    }
    long size = BigEndian.get(leaf.raw(), start + IndexFormat.BY_ID_PHYSICAL_SIZE, BigEndian.U32);
    long position = BigEndian.get(leaf.raw(), start + IndexFormat.BY_ID_POSITION, BigEndian.U48);
    boolean deleted = (position & IndexFormat.DELETED) != 0;
    return new DocumentTotals(deleted ? 0 : 1, deleted ? 1 : 0, size);
  }

  /** Both added. */
  public DocumentTotals plus(DocumentTotals other) {
    return new DocumentTotals(
        live + other.live, deleted + other.deleted, physicalSize + other.physicalSize);
  }

  /** The bytes. */
  public Bytes encode() {
    byte[] out = new byte[LENGTH];
    int at = BigEndian.put(out, 0, BigEndian.U40, live);
    at = BigEndian.put(out, at, BigEndian.U40, deleted);
    BigEndian.put(out, at, BigEndian.U48, physicalSize);
    return Bytes.wrap(out);
  }

  /**
   * Parses a reduce value.
   *
   * @throws MalformedDataException if it has another length
   */
  public static DocumentTotals decode(Bytes reduce) throws MalformedDataException {
    if (reduce.length() != LENGTH) {
      throw new MalformedDataException(
          "a by-id reduce value of " + LENGTH + " bytes", reduce.length() + " bytes");
    }
    byte[] in = reduce.toArray();
    return new DocumentTotals(
        BigEndian.get(in, 0, BigEndian.U40),
        BigEndian.get(in, BigEndian.U40, BigEndian.U40),
        BigEndian.get(in, 2 * BigEndian.U40, BigEndian.U48));
  }
}
