package dev.lockstep.engine.format;

/**
 * Room for one node, to be used again: what was decoded into it is good until the next node is.
 * Belongs to one task.
 */
public final class NodeRoom {
  private byte[] raw = {};
  private int[] starts = {};

  /**
   * The node that a snappy stream stands for.
   *
   * @param stream {@code length} bytes of it from {@code offset} on
   * @throws MalformedDataException if it stands for no node
   */
  public Node decode(byte[] stream, int offset, int length) throws MalformedDataException {
    int plainLength = Compression.plainLength(stream, offset, length);
    if (raw.length < plainLength) {
      raw = new byte[plainLength];
    }
    Compression.decompress(stream, offset, length, raw, plainLength);
    Node node = Node.decode(raw, plainLength, starts);
    starts = node.starts();
    return node;
  }
}
