package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.util.Optional;

/** Finds single keys. */
public final class TreeLookup {

  /** Where a key was found: entry {@code index} of the leaf at {@code leafPosition}. */
  public record Found(Node leaf, int index, long leafPosition) {}

  private TreeLookup() {}

  /** Finds a key in the tree below {@code root}; reads one node a level. */
  public static Optional<Found> find(NodeReader reader, Optional<NodePointer> root, Bytes key)
      throws IOException {
    if (root.isEmpty()) {
      return Optional.empty();
    }
    long position = root.get().position();
    Node node = reader.readRoot(root.get());
    while (true) {
      int index = node.firstNotBelow(key);
      if (index == node.count()) {
        return Optional.empty();
      }
      if (node.isLeaf()) {
        return node.compareKey(index, key) == 0
            ? Optional.of(new Found(node, index, position))
            : Optional.empty();
      }
      long childPosition = reader.childPosition(node, index, position);
      node = reader.readChild(node, index, position, 0);
      position = childPosition;
    }
  }
}
