package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Walks the entries of a key range in ascending order. It holds the nodes from the root down to the
 * entry; each is read when the walk first comes to it.
 */
public final class TreeCursor {

  /** A node on the way down and the entry at which the walk is. */
  private static final class Step {
    final Node node;
    final long position;

    /** The first entry past the range; that of an interior node is past the node. */
    final int end;

    int index;

    Step(Node node, long position, int index, int end) {
      this.node = node;
      this.position = position;
      this.index = index;
      this.end = end;
    }
  }

  private final NodeReader reader;
  private final Optional<NodePointer> root;
  private final Bytes from;
  private final Optional<Bytes> to;
  private final Deque<Step> path = new ArrayDeque<>();
  private boolean started;

  /**
   * @param from the first key, inclusive
   * @param to where the range ends, exclusive; empty: nowhere
   */
  public TreeCursor(NodeReader reader, Optional<NodePointer> root, Bytes from, Optional<Bytes> to) {
    this.reader = reader;
    this.root = root;
    this.from = from;
    this.to = to;
  }

  /** Goes to the next entry. Returns whether there is one. */
  public boolean advance() throws IOException {
    if (!started) {
      started = true;
      if (root.isPresent()) {
        push(reader.readRoot(root.get()), root.get().position());
      }
    } else if (!path.isEmpty()) {
      path.element().index++;
    }
    descend();
    return !path.isEmpty();
  }

  /** The leaf that holds the entry. */
  public Node leaf() {
    return path.element().node;
  }

  /** The entry's index in its leaf. */
  public int index() {
    return path.element().index;
  }

  /** The position of the leaf in the file. */
  public long leafPosition() {
    return path.element().position;
  }

  /** The name of the file. */
  public String fileName() {
    return reader.fileName();
  }

  /**
   * Goes down to the entry at hand; up first from every node that has no entry left. Ends the walk at
   * the leaf in which the range ends.
   */
  private void descend() throws IOException {
    while (!path.isEmpty()) {
      Step step = path.element();
      if (step.index >= step.end && step.end < step.node.count()) {
        path.clear();
      } else if (step.index >= step.end) {
        path.pop();
        if (!path.isEmpty()) {
          path.element().index++;
        }
      } else if (step.node.isLeaf()) {
        return;
      } else {
        push(
            reader.readChild(step.node, step.index, step.position),
            reader.childPosition(step.node, step.index, step.position));
      }
    }
  }

  /** Keys ascend along the walk, so in all nodes but the first ones this is entry 0. */
  private void push(Node node, long position) {
    int end = node.isLeaf() && to.isPresent() ? node.firstNotBelow(to.get()) : node.count();
    path.push(new Step(node, position, node.firstNotBelow(from), end));
  }
}
