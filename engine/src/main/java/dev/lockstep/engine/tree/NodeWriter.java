package dev.lockstep.engine.tree;

import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import java.io.IOException;

/** Appends the nodes of one tree to a file. */
public final class NodeWriter {
  private final AppendFile file;
  private final Reducer reducer;
  private final int threshold;

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

  /** Appends a node that has at least one entry. */
  NodeDraft.Written write(byte[] rawNode) throws IOException {
    byte[] chunk = Compression.compress(rawNode);
    Node node = decode(rawNode);
    try {
      long subtreeSize = file.chunkSize(chunk.length);
      if (!node.isLeaf()) {
        for (int i = 0; i < node.count(); i++) {
          subtreeSize += node.pointer(i).subtreeSize();
        }
      }
      long position = file.appendChunk(chunk);
      NodePointer pointer = new NodePointer(position, subtreeSize, reducer.reduce(node));
      return new NodeDraft.Written(node.key(node.count() - 1), pointer);
    } catch (MalformedDataException e) {
      throw damagedSource(e);
    }
  }

  Node decode(byte[] rawNode) throws IOException {
    try {
      return Node.decode(rawNode);
    } catch (MalformedDataException e) {
      throw damagedSource(e);
    }
  }

  /** Entries copied from an existing node may be damaged in a way that its checksum does not show. */
  private CorruptFileException damagedSource(MalformedDataException e) throws IOException {
    return new CorruptFileException(file.name(), file.size(), e);
  }
}
