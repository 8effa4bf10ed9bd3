package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.tree.NodeDraft.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tree from entries that come in order. It holds one unfinished node a level: a node that
 * is full is written and becomes an entry one level up.
 */
public final class TreeBuild {
  private final NodeWriter writer;
  private final List<NodeDraft> levels = new ArrayList<>();
  private @Nullable Bytes last;

  public TreeBuild(NodeWriter writer) {
    this.writer = writer;
    levels.add(NodeDraft.leaf(writer, NodeDraft.Cut.BULK));
  }

  /** Adds an entry, its key beyond all keys before. */
  public void add(Bytes key, Bytes value) throws IOException {
    if (last != null) {
      Invariant.check(last.compareTo(key) < 0, "key %s after %s", key, last);
    }
    last = key;
    levels.get(0).add(key, value);
    if (levels.get(0).hasWritten()) {
      passUp(0, levels.get(0).takeWritten());
    }
  }

  /** Writes the unfinished nodes and returns the root; empty where no entry came. */
  public Optional<NodePointer> finish() throws IOException {
    for (int level = 0; ; level++) {
      NodeDraft draft = levels.get(level);
      boolean top = level == levels.size() - 1;
      if (top && level > 0 && draft.isSingleEntry()) {
        return Optional.of(onlyPointer(draft));
      }
      List<Written> nodes = draft.finish();
      if (top && nodes.size() <= 1) {
        return nodes.stream().map(Written::pointer).findFirst();
      }
      passUp(level, nodes);
    }
  }

  private void passUp(int level, List<Written> nodes) throws IOException {
    if (nodes.isEmpty()) {
      return;
    }
    if (level + 1 == levels.size()) {
      levels.add(NodeDraft.interior(writer, NodeDraft.Cut.BULK));
    }
    NodeDraft above = levels.get(level + 1);
    for (Written node : nodes) {
      above.add(node);
    }
    passUp(level + 1, above.takeWritten());
  }

  private static NodePointer onlyPointer(NodeDraft draft) throws IOException {
    try {
      return draft.asNode().pointer(0);
    } catch (MalformedDataException e) {
      throw new AssertionError("a draft holds the pointers put into it", e);
    }
  }
}
