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
    return node.isLeaf() ? ofLeaf(node) : ofInterior(node);
  }

  private static DocumentTotals ofLeaf(Node leaf) throws MalformedDataException {
    byte[] raw = leaf.raw();
    long deleted = 0;
    long physicalSize = 0;
    for (int i = 0; i < leaf.count(); i++) {
      int start = leaf.valueStart(i);
      if (leaf.valueLength(i) < IndexFormat.BY_ID_FIXED_LENGTH) {
        throw new MalformedDataException("a by-id value", leaf.valueLength(i) + " bytes");
      }
      physicalSize += BigEndian.get(raw, start + IndexFormat.BY_ID_PHYSICAL_SIZE, BigEndian.U32);
      deleted +=
          (raw[start + IndexFormat.BY_ID_POSITION] & IndexFormat.DELETED_IN_FIRST_BYTE) >>> 7;
    }
    return new DocumentTotals(leaf.count() - deleted, deleted, physicalSize);
  }

  private static DocumentTotals ofInterior(Node node) throws MalformedDataException {
    byte[] raw = node.raw();
    long live = 0;
    long deleted = 0;
    long physicalSize = 0;
    for (int i = 0; i < node.count(); i++) {
      int start = node.reduceStart(i, LENGTH);
      live += BigEndian.get(raw, start, BigEndian.U40);
      deleted += BigEndian.get(raw, start + BigEndian.U40, BigEndian.U40);
      physicalSize += BigEndian.get(raw, start + 2 * BigEndian.U40, BigEndian.U48);
    }
    return new DocumentTotals(live, deleted, physicalSize);
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
