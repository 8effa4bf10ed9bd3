package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodeCompressor;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Decoded;
import java.io.IOException;

/**
 * Appends the nodes of one tree to a file.
 *
 * <p>Interior nodes are kept decoded: whoever comes next passes through them. So are the leaves of a tree
 * that is modified; of one that is built there would be too many.
 */
public final class NodeWriter {
  private final AppendFile file;
  private final Reducer reducer;
  private final int threshold;

  private final NodeCompressor compressor = new NodeCompressor();
  private final Decoded shown = new Decoded();

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
  NodeDraft.Written write(Node node, NodeDraft.Cut cut) throws IOException {
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
      if (file.keepsDecoded() && (cut == NodeDraft.Cut.MODIFY || !node.isLeaf())) {
        shown.show(node.raw(), node.length(), node.starts(), node.count() + 1);
        file.keepAppended(position, shown, NodeReader.useOf(node));
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
