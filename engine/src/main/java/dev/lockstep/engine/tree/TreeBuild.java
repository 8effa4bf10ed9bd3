package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.tree.NodeDraft.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Builds a tree from entries that come in order. It holds one unfinished node a level: a node that
 * is full is written and becomes an entry one level up.
 */
public final class TreeBuild {
  private static final int LAST_INITIAL = 64;

  private final NodeWriter writer;
  private final List<NodeDraft> levels = new ArrayList<>();

  /** The key added last, {@link #lastLength} bytes of it; there is none as long as that is negative. */
  private byte[] last = new byte[LAST_INITIAL];

  private int lastLength = -1;

  public TreeBuild(NodeWriter writer) {
    this.writer = writer;
    levels.add(NodeDraft.leaf(writer, NodeDraft.Cut.BULK));
  }

  /** Adds an entry, its key beyond all keys before. */
  public void add(Bytes key, Bytes value) throws IOException {
    byte[] entry = new byte[key.length() + value.length()];
    key.copyTo(entry, 0);
    value.copyTo(entry, key.length());
    add(entry, 0, key.length(), value.length());
  }

  /** Adds the entry that lies in {@code bytes}: its key from {@code keyStart} on, then its value. */
  public void add(byte[] bytes, int keyStart, int keyLength, int valueLength) throws IOException {
    if (lastLength >= 0 && compareLast(bytes, keyStart, keyLength) <= 0) {
      throw new AssertionError("key " + Bytes.copyOf(bytes, keyStart, keyLength) + " after "
          + Bytes.copyOf(last, 0, lastLength));
    }
    if (last.length < keyLength) {
      last = new byte[keyLength];
    }
    System.arraycopy(bytes, keyStart, last, 0, keyLength);
    lastLength = keyLength;
    NodeDraft leaf = levels.get(0);
    leaf.add(bytes, keyStart, keyLength, valueLength);
    if (leaf.hasWritten()) {
      passUp(0, leaf.takeWritten());
    }
  }

  /** Whether this is the key that was added last. */
  public boolean isLast(byte[] bytes, int keyStart, int keyLength) {
    return lastLength >= 0 && compareLast(bytes, keyStart, keyLength) == 0;
  }

  private int compareLast(byte[] bytes, int keyStart, int keyLength) {
    return Arrays.compareUnsigned(bytes, keyStart, keyStart + keyLength, last, 0, lastLength);
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
