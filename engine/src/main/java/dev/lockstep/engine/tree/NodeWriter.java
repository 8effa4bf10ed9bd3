package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodeCompressor;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import java.io.IOException;

/**
 * Appends the nodes of one tree to a file.
 *
 * <p>Interior nodes are kept decoded: whoever comes next passes through them. Leaves are not: there are
 * many, and each is kept when somebody reads it.
 */
public final class NodeWriter {
  private final AppendFile file;
  private final Reducer reducer;
  private final int threshold;

  private final NodeCompressor compressor = new NodeCompressor();

  /**
   * @param threshold bytes of entries past which a node is split
   */
  public NodeWriter(AppendFile file, Reducer reducer, int threshold) {
    Invariant.check(threshold > 0, "the threshold of a node's size must be positive");
    this.file = file;
    this.reducer = reducer;
    this.threshold = threshold;
  }

  int threshold() {
    return threshold;
  }

  /** Appends a node that has at least one entry; it may be a view of what will change. */
  NodeDraft.Written write(Node node) throws IOException {
    int length =
        reducer == Reducer.LOCAL ? compressor.compressUnlike(node) : compressor.compressAlike(node);
    try {
      long subtreeSize = file.chunkSize(length);
      if (!node.isLeaf()) {
        for (int i = 0; i < node.count(); i++) {
          subtreeSize += node.pointerSubtreeSize(i);
        }
      }
      Bytes reduced = reducer.reduce(node);
      long position = file.appendChunk(compressor.stream(), 0, length);
      if (!node.isLeaf() && file.keepsDecoded()) {
        Node kept = node.copy();
        file.keepAppended(position, kept, kept.memory());
      }
      NodePointer pointer = new NodePointer(position, subtreeSize, reduced);
      return new NodeDraft.Written(node.key(node.count() - 1), pointer);
    } catch (MalformedDataException e) {
      throw damagedSource(e);
    }
  }

  /** Entries copied from an existing node may be damaged in a way that its checksum does not show. */
  private CorruptFileException damagedSource(MalformedDataException e) throws IOException {
    return new CorruptFileException(file.name(), file.size(), e);
  }
}
