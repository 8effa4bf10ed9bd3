package dev.lockstep.engine.format;

import java.util.Arrays;

/**
 * Room for one node, to be used again: a leaf that was decoded into it is good until the next node is.
 * Belongs to one task.
 */
public final class NodeRoom {
  private byte[] raw = {};
  private int[] starts = {};

  /**
   * The node that a snappy stream stands for. A leaf stays in the room; an interior node, beneath which
   * others will be read, gets memory of its own.
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
    if (plainLength == 0 || !Node.isLeaf(raw)) {
      return Node.decode(Arrays.copyOf(raw, plainLength));
    }
    Node leaf = Node.decode(raw, plainLength, starts);
    starts = leaf.starts();
    return leaf;
  }
}
