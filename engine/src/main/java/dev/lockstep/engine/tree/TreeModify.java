package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.tree.NodeDraft.Written;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies a batch of actions to a tree and writes the nodes that differ:
 *
 * <ol>
 *   <li>Descend from the root with all actions; each interior node deals them out to its children,
 *       the last child gets those beyond its key as well.
 *   <li>A leaf merges its entries with its actions.
 *   <li>A node that no action changed keeps its pointer. Any other is written anew, as one node or
 *       more, and its pointers take the place of the old one in its parent. An emptied one has none.
 *   <li>Pointers that are left without a parent get new levels above them until one remains: the
 *       root. A root that points to one node only gives way to it.
 * </ol>
 *
 * Every node is read and written at most once.
 */
public final class TreeModify {
  private final NodeReader reader;
  private final NodeWriter writer;
  private final List<TreeAction> actions;
  private final PreviousValues listener;

  /** Drafts whose nodes are written, to be used again. */
  private final Deque<NodeDraft> spareLeaves = new ArrayDeque<>();

  private final Deque<NodeDraft> spareInteriors = new ArrayDeque<>();

  /** How far below the root the node is that is dealing out. */
  private int depth;

  private TreeModify(
      AppendFile file, NodeWriter writer, List<TreeAction> actions, PreviousValues listener) {
    this.reader = NodeReader.written(file);
    this.writer = writer;
    this.actions = actions;
    this.listener = listener;
  }

  /**
   * Applies actions to the tree below {@code root}.
   *
   * @param actions in strictly ascending order of keys
   * @return the new root; empty where no entry is left; {@code root} itself where nothing changed
   */
  public static Optional<NodePointer> apply(
      AppendFile file,
      NodeWriter writer,
      Optional<NodePointer> root,
      List<TreeAction> actions,
      PreviousValues listener)
      throws IOException {
    for (int i = 1; i < actions.size(); i++) {
      Bytes before = actions.get(i - 1).key();
      Bytes key = actions.get(i).key();
      Invariant.check(before.compareTo(key) < 0, "action %s is not before %s", before, key);
    }
    return new TreeModify(file, writer, actions, listener).apply(root);
  }

  private Optional<NodePointer> apply(Optional<NodePointer> root) throws IOException {
    if (actions.isEmpty()) {
      return root;
    }
    NodeDraft draft;
    if (root.isPresent()) {
      Node node = reader.readRoot(root.get());
      draft = modified(node, root.get().position(), 0, actions.size());
    } else {
      draft = NodeDraft.leaf(writer, NodeDraft.Cut.MODIFY);
      merge(null, 0, actions.size(), draft);
    }
    return draft.isChanged() ? grow(draft) : root;
  }

  /** The draft of what {@code node}, which lies at {@code position}, becomes. */
  private NodeDraft modified(Node node, long position, int from, int to) throws IOException {
    NodeDraft draft = emptyDraft(node.isLeaf());
    if (node.isLeaf()) {
      merge(node, from, to, draft);
    } else {
      dealOut(node, position, from, to, draft);
    }
    if (draft.isChanged()) {
      reader.supersede(position);
    }
    return draft;
  }

  private NodeDraft emptyDraft(boolean leaf) {
    NodeDraft spare = (leaf ? spareLeaves : spareInteriors).poll();
    if (spare != null) {
      return spare;
    }
    return leaf
        ? NodeDraft.leaf(writer, NodeDraft.Cut.MODIFY)
        : NodeDraft.interior(writer, NodeDraft.Cut.MODIFY);
  }

  /** Takes a draft back that nobody needs any more. */
  private void giveBack(NodeDraft draft) {
    draft.clear();
    (draft.isLeaf() ? spareLeaves : spareInteriors).push(draft);
  }

  private void dealOut(Node node, long position, int from, int to, NodeDraft draft)
      throws IOException {
    int last = node.count() - 1;
    int copied = 0;
    int next = from;
    depth++;
    while (next < to) {
      int i = Math.min(node.firstNotBelow(actions.get(next).key(), copied), last);
      int end = i == last ? to : firstBeyond(node, i, next + 1, to);
      draft.addCopies(node, copied, i);
      Node child = reader.readChild(node, i, position, depth);
      NodeDraft childDraft = modified(child, reader.childPosition(node, i, position), next, end);
      if (childDraft.isChanged()) {
        draft.markChanged();
        childDraft.finishInto(draft);
      } else {
        draft.addCopies(node, i, i + 1);
      }
      giveBack(childDraft);
      copied = i + 1;
      next = end;
    }
    depth--;
    draft.addCopies(node, copied, node.count());
  }

  /** The first action from {@code from} on whose key is beyond that of entry {@code index}. */
  private int firstBeyond(Node node, int index, int from, int to) {
    int end = from;
    while (end < to && node.compareKey(index, actions.get(end).key()) >= 0) {
      end++;
    }
    return end;
  }

  private void merge(@Nullable Node node, int from, int to, NodeDraft draft) throws IOException {
    int copied = 0;
    for (int next = from; next < to; next++) {
      Optional<Bytes> previous = Optional.empty();
      if (node != null) {
        Bytes key = actions.get(next).key();
        int entry = node.firstNotBelow(key, copied);
        draft.addCopies(node, copied, entry);
        copied = entry;
        if (entry < node.count() && node.compareKey(entry, key) == 0) {
          previous = Optional.of(node.value(entry));
          copied++;
        }
      }
      act(next, previous, draft);
    }
    if (node != null) {
      draft.addCopies(node, copied, node.count());
    }
  }

  private void act(int index, Optional<Bytes> previous, NodeDraft draft) throws IOException {
    TreeAction action = actions.get(index);
    listener.acted(index, previous);
    if (!action.value().equals(previous)) {
      draft.markChanged();
    }
    if (action.value().isPresent()) {
      draft.add(action.key(), action.value().get());
    }
  }

  private Optional<NodePointer> grow(NodeDraft top) throws IOException {
    NodeDraft draft = top;
    while (true) {
      if (draft.isSingleEntry() && !draft.isLeaf()) {
        return Optional.of(lowestSingle(draft));
      }
      List<Written> nodes = draft.finish();
      if (nodes.size() <= 1) {
        return nodes.stream().map(Written::pointer).findFirst();
      }
      draft = NodeDraft.interior(writer, NodeDraft.Cut.MODIFY);
      draft.markChanged();
      for (Written node : nodes) {
        draft.add(node);
      }
    }
  }

  /** What remains of a root with one entry: the node beneath that has more of them, or is a leaf. */
  private NodePointer lowestSingle(NodeDraft draft) throws IOException {
    NodePointer pointer = reader.pointer(draft.asNode(), 0, NodeReader.ROOT_PARENT);
    Node node = reader.readRoot(pointer);
    while (!node.isLeaf() && node.count() == 1) {
      long position = pointer.position();
      pointer = reader.pointer(node, 0, position);
      node = reader.read(pointer, position);
    }
    return pointer;
  }
}
