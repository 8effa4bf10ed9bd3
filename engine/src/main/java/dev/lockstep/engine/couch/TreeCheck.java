package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.tree.Reducer;
import java.io.IOException;
import java.util.Optional;

/**
 * Walks one tree. Every node must be whole and lie before what points to it; keys must ascend through
 * the whole tree; the key of an interior entry must be the largest beneath it; subtree sizes and
 * reduce values must be those of what is there; leaves must all be equally deep. Where a size is given at
 * which nodes are split, none is left that should have been.
 */
final class TreeCheck {

  /** Looks at one entry of a leaf. */
  @FunctionalInterface
  interface Entries {
    void visit(Node leaf, int index, long position) throws MalformedDataException, IOException;
  }

  /** For files of which it is not known when their nodes were split. */
  static final int NODES_OF_ANY_SIZE = Integer.MAX_VALUE;

  /** A node of so many entries is never split, however large they are. */
  private static final int ENTRIES_NEVER_SPLIT = 4;

  private final AppendFile file;
  private final int nodeSizeThreshold;
  private final Reducer reducer;
  private final Entries entries;
  private final Problems problems;

  private Optional<Bytes> last = Optional.empty();
  private int leafDepth;
  private long size;

  TreeCheck(
      AppendFile file, int nodeSizeThreshold, Reducer reducer, Entries entries, Problems problems) {
    this.file = file;
    this.nodeSizeThreshold = nodeSizeThreshold;
    this.reducer = reducer;
    this.entries = entries;
    this.problems = problems;
  }

  /**
   * Checks the tree below the root of a header at {@code headerPosition}.
   *
   * @return bytes that the chunks of its nodes take, where it is whole
   */
  long check(Optional<NodePointer> root, long headerPosition) throws IOException {
    if (root.isPresent()) {
      visit(root.get(), headerPosition, 1);
    }
    return size;
  }

  /** Returns whether the node and all beneath it are whole. */
  private boolean visit(NodePointer pointer, long parentPosition, int depth) throws IOException {
    long position = pointer.position();
    if (position >= parentPosition) {
      problems.add(parentPosition, "points to a node at " + position + ", not before itself");
      return false;
    }
    try {
      byte[] chunk = file.chunks().read(position);
      Node node = Node.decode(Compression.decompress(chunk));
      compare(pointer, node, file.chunkSize(chunk.length));
      size += file.chunkSize(chunk.length);
      checkSplit(node, position);
      if (node.isLeaf()) {
        visitLeaf(node, position, depth);
        return true;
      }
      return visitChildren(node, position, depth);
    } catch (MalformedDataException e) {
      problems.add(new CorruptFileException(file.name(), position, e));
    } catch (CorruptFileException e) {
      problems.add(e);
    }
    return false;
  }

  /** A node may go beyond the threshold by its last entry. */
  private void checkSplit(Node node, long position) {
    int last = node.count() - 1;
    int before = last < 0 ? 0 : node.entriesLength(0, last);
    if (node.count() > ENTRIES_NEVER_SPLIT && before > nodeSizeThreshold) {
      problems.add(
          position,
          "a node of " + node.count() + " entries, " + node.entriesLength(0, node.count())
              + " bytes, that should have been split at " + nodeSizeThreshold);
    }
  }

  private void visitLeaf(Node leaf, long position, int depth) throws IOException {
    if (leafDepth == 0) {
      leafDepth = depth;
    } else if (leafDepth != depth) {
      problems.add(position, "leaf at depth " + depth + ", others at " + leafDepth);
    }
    for (int i = 0; i < leaf.count(); i++) {
      Bytes key = leaf.key(i);
      if (last.isPresent() && last.get().compareTo(key) >= 0) {
        problems.add(position, "key " + key + " after key " + last.get());
      }
      last = Optional.of(key);
      try {
        entries.visit(leaf, i, position);
      } catch (MalformedDataException e) {
        problems.add(new CorruptFileException(file.name(), position, e));
      }
    }
  }

  private boolean visitChildren(Node node, long position, int depth)
      throws IOException, MalformedDataException {
    boolean whole = true;
    for (int i = 0; i < node.count(); i++) {
      boolean childWhole = visit(node.pointer(i), position, depth + 1);
      if (childWhole && !last.equals(Optional.of(node.key(i)))) {
        String largest = last.map(Bytes::toString).orElse("none");
        problems.add(
            position, "key " + node.key(i) + " over a subtree whose largest key is " + largest);
      }
      whole &= childWhole;
    }
    return whole;
  }

  private void compare(NodePointer pointer, Node node, long chunkSize)
      throws MalformedDataException {
    long ownSize = pointer.subtreeSize();
    for (int i = 0; i < node.count() && !node.isLeaf(); i++) {
      ownSize -= node.pointer(i).subtreeSize();
    }
    if (ownSize != chunkSize) {
      problems.addSize(
          pointer.position(),
          "node, by the subtree sizes of it and its children,",
          chunkSize,
          ownSize,
          SizeQuirk.of(chunkSize, ownSize));
    }
    Bytes reduce = reducer.reduce(node);
    if (!pointer.reduce().equals(reduce)) {
      problems.add(pointer.position(), "reduce value " + reduce + ", not " + pointer.reduce());
    }
  }
}
