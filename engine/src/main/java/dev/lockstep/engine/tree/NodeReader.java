package dev.lockstep.engine.tree;

import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.ChunkReader;
import dev.lockstep.engine.file.ChunkRoom;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.format.NodeRoom;
import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns pointers into nodes. A node lies before everything that points to it: whoever follows a
 * pointer says from where, and so a damaged file cannot lead around in a circle.
 *
 * <p>A node is good until the next one is read at its depth: a reader has room for one node a depth, and
 * uses it again. Belongs to one task.
 */
public final class NodeReader {

  /** Which nodes a reader may be asked for. */
  private enum Scope {
    COMMITTED,
    WRITTEN,
    COMMITTED_ONCE
  }

  /**
   * A chunk that is shorter is read as long as its pointer says; of a longer one it says too much. What
   * takes so little with all beneath is a leaf, as good as always: walks do not look for it in the cache.
   */
  private static final long SIZED_MAX = 4096;

  /** The place from which a root is pointed to: past all nodes. */
  static final long ROOT_PARENT = Long.MAX_VALUE;

  /** Room for the node of one depth, be it found in the cache or decoded. */
  private static final class Depth {
    final Decoded kept = new Decoded();
    final NodeRoom room = new NodeRoom();
  }

  private final AppendFile file;
  private final Scope scope;
  private final ChunkRoom chunk = new ChunkRoom();
  private final Decoded shown = new Decoded();
  private final List<Depth> depths = new ArrayList<>();

  private NodeReader(AppendFile file, Scope scope) {
    this.file = file;
    this.scope = scope;
  }

  /** Reads what committed headers cover, and keeps it for whoever comes next. */
  public static NodeReader committed(AppendFile file) {
    return new NodeReader(file, Scope.COMMITTED);
  }

  /**
   * Reads what committed headers cover and keeps nothing of it: for one walk, which comes by once, and
   * would displace what others come back for.
   */
  public static NodeReader passing(AppendFile file) {
    return new NodeReader(file, Scope.COMMITTED_ONCE);
  }

  /**
   * Reads what was appended since the last commit as well, and keeps nothing of it; for the writer
   * alone.
   */
  public static NodeReader written(AppendFile file) {
    return new NodeReader(file, Scope.WRITTEN);
  }

  /**
   * Reads the node that a root pointer names, at depth 0.
   *
   * @throws CorruptFileException if there is no whole node
   */
  public Node readRoot(NodePointer pointer) throws IOException {
    return read(pointer, ROOT_PARENT);
  }

  /**
   * Reads the node that a pointer in the node at {@code parentPosition} names, at depth 0.
   *
   * @throws CorruptFileException if there is no whole node, or it does not lie before its parent
   */
  Node read(NodePointer pointer, long parentPosition) throws IOException {
    checkBefore(pointer.position(), parentPosition);
    return read(pointer.position(), pointer.subtreeSize(), 0);
  }

  /**
   * Reads the node that entry {@code index} of the interior node at {@code parentPosition} names.
   *
   * @throws CorruptFileException if there is no whole node, or it does not lie before its parent
   */
  Node readChild(Node parent, int index, long parentPosition, int depth) throws IOException {
    long position = childPosition(parent, index, parentPosition);
    checkBefore(position, parentPosition);
    return read(position, childSize(parent, index, parentPosition), depth);
  }

  /**
   * Where the node lies that entry {@code index} of the interior node at {@code parentPosition} names.
   *
   * @throws CorruptFileException if the entry is no pointer
   */
  long childPosition(Node parent, int index, long parentPosition) throws IOException {
    try {
      return parent.pointerPosition(index);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), parentPosition, e);
    }
  }

  private long childSize(Node parent, int index, long parentPosition) throws IOException {
    try {
      return parent.pointerSubtreeSize(index);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), parentPosition, e);
    }
  }

  private void checkBefore(long position, long parentPosition) throws CorruptFileException {
    if (position >= parentPosition) {
      throw new CorruptFileException(
          file.name(), parentPosition, "pointers to nodes before", "one to " + position);
    }
  }

  private Node read(long position, long subtreeSize, int depth) throws IOException {
    while (depths.size() <= depth) {
      depths.add(new Depth());
    }
    Depth at = depths.get(depth);
    boolean isPassedLeaf = scope == Scope.COMMITTED_ONCE && subtreeSize <= SIZED_MAX;
    if (!isPassedLeaf && file.decoded(position, at.kept)) {
      return Node.view(at.kept.bytes(), at.kept.places(), at.kept.count() - 1);
    }
    readChunk(position, subtreeSize);
    try {
      Node node = at.room.decode(chunk.bytes(), chunk.offset(), chunk.length());
      if (scope == Scope.COMMITTED) {
        keep(position, node);
      }
      return node;
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), position, e);
    }
  }

  private void readChunk(long position, long subtreeSize) throws IOException {
    ChunkReader chunks = scope == Scope.WRITTEN ? file.writtenChunks() : file.chunks();
    if (subtreeSize <= SIZED_MAX) {
      chunks.readSized(position, (int) subtreeSize, chunk);
    } else {
      chunks.read(position, chunk);
    }
  }

  private void keep(long position, Node node) {
    if (file.keepsDecoded()) {
      shown.show(node.raw(), node.length(), node.starts(), node.count() + 1);
      file.keepDecoded(position, shown, useOf(node));
    }
  }

  /** Many searches pass through an interior node; a leaf is one document's and its neighbours'. */
  static DecodedCache.Use useOf(Node node) {
    return node.isLeaf() ? DecodedCache.Use.SELDOM : DecodedCache.Use.OFTEN;
  }

  /**
   * The pointer of entry {@code index} of the interior node at {@code position}.
   *
   * @throws CorruptFileException if the entry is none
   */
  public NodePointer pointer(Node node, int index, long position) throws IOException {
    try {
      return node.pointer(index);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), position, e);
    }
  }

  /** Says that the node at {@code position} was written anew: only older headers lead to it. */
  void supersede(long position) {
    file.dropDecoded(position);
  }

  /** The name of the file. */
  public String fileName() {
    return file.name();
  }
}
