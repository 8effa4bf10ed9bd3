package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the entries of a key range in ascending order. It holds the nodes from the root down to the
 * entry; each is read when the walk first comes to it.
 */
public final class TreeCursor {

  /** An interior node on the way down, and the first of its children that the walk has not come to. */
  private static final class Step {
    final Node node;
    final long position;
    int next;

    Step(Node node, long position, int next) {
      this.node = node;
      this.position = position;
      this.next = next;
    }
  }

  private final NodeReader reader;
  private final Optional<NodePointer> root;
  private final Bytes from;
  private final Optional<Bytes> to;
  private final Deque<Step> path = new ArrayDeque<>();
  private boolean started;

  /** Absent before the walk and after it. */
  private @Nullable Node leaf;

  private long leafPosition;
  private int index;

  /** The first entry of the leaf past the range. */
  private int end;

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
    if (index + 1 < end) {
      index++;
      return true;
    }
    boolean isFound = started ? nextLeaf() : firstLeaf();
    if (!isFound) {
      path.clear();
      leaf = null;
      end = 0;
    }
    return isFound;
  }

  private boolean firstLeaf() throws IOException {
    if (root.isEmpty()) {
      return false;
    }
    long position = root.get().position();
    Node node = reader.readRoot(root.get());
    started = true;
    return enter(node, position) || nextLeaf();
  }

  /** Goes on to the next leaf that has an entry in the range; the range may end in the one at hand. */
  private boolean nextLeaf() throws IOException {
    while (!path.isEmpty() && (leaf == null || end == leaf.count())) {
      Step step = path.element();
      if (step.next == step.node.count()) {
        path.pop();
        continue;
      }
      Node child = reader.readChild(step.node, step.next, step.position, path.size());
      long position = reader.childPosition(step.node, step.next, step.position);
      step.next++;
      if (enter(child, position)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes a node for the next one of the walk. Keys ascend along it, so in all nodes but the first ones
   * the range starts at or before entry 0. Returns whether this is a leaf with an entry in the range.
   */
  private boolean enter(Node node, long position) {
    boolean isWithin = node.count() > 0 && node.compareKey(0, from) >= 0;
    int first = isWithin ? 0 : node.firstNotBelow(from);
    if (!node.isLeaf()) {
      path.push(new Step(node, position, first));
      return false;
    }
    leaf = node;
    leafPosition = position;
    index = first;
    end = endIn(node);
    return index < end;
  }

  private int endIn(Node node) {
    int count = node.count();
    boolean isWhole = to.isEmpty() || (count > 0 && node.compareKey(count - 1, to.get()) < 0);
    return isWhole ? count : node.firstNotBelow(to.get());
  }

  /** The leaf that holds the entry. */
  public Node leaf() {
    if (leaf == null) {
      throw new NoSuchElementException("the walk is at no entry");
    }
    return leaf;
  }

  /** The entry's index in its leaf. */
  public int index() {
    return index;
  }

  /** The position of the leaf in the file. */
  public long leafPosition() {
    return leafPosition;
  }

  /** The name of the file. */
  public String fileName() {
    return reader.fileName();
  }
}
