package dev.lockstep.engine.tree;

import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.ChunkRoom;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.format.NodeRoom;
import java.io.IOException;

/**
 * Turns pointers into nodes. A node lies before everything that points to it: whoever follows a
 * pointer says from where, and so a damaged file cannot lead around in a circle.
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

  private final AppendFile file;
  private final Scope scope;

  /** Of the readers that one task has. */
  private final ChunkRoom chunk = new ChunkRoom();

  private final NodeRoom room = new NodeRoom();

  private NodeReader(AppendFile file, Scope scope) {
    this.file = file;
    this.scope = scope;
  }

  /** Reads what committed headers cover; for any number of tasks. */
  public static NodeReader committed(AppendFile file) {
    return new NodeReader(file, Scope.COMMITTED);
  }

  /**
   * Reads what committed headers cover and keeps nothing of it: for one walk, which comes by once, and
   * would displace what others come back for. A leaf is good until the next node is read.
   */
  public static NodeReader passing(AppendFile file) {
    return new NodeReader(file, Scope.COMMITTED_ONCE);
  }

  /**
   * Reads what was appended since the last commit as well, and keeps nothing of it; for the writer
   * alone. A leaf is good until the next node is read.
   */
  public static NodeReader written(AppendFile file) {
    return new NodeReader(file, Scope.WRITTEN);
  }

  /**
   * Reads the node that a root pointer names.
   *
   * @throws CorruptFileException if there is no whole node
   */
  public Node readRoot(NodePointer pointer) throws IOException {
    return read(pointer, ROOT_PARENT);
  }

  /**
   * Reads the node that a pointer in the node at {@code parentPosition} names.
   *
   * @throws CorruptFileException if there is no whole node, or it does not lie before its parent
   */
  public Node read(NodePointer pointer, long parentPosition) throws IOException {
    checkBefore(pointer.position(), parentPosition);
    return file.decoded(pointer.position()) instanceof Node kept
        ? found(pointer.position(), kept)
        : readUnkept(pointer.position(), pointer.subtreeSize());
  }

  /**
   * Reads the node that entry {@code index} of the interior node at {@code parentPosition} names.
   *
   * @throws CorruptFileException if there is no whole node, or it does not lie before its parent
   */
  Node readChild(Node parent, int index, long parentPosition) throws IOException {
    try {
      long position = parent.pointerPosition(index);
      checkBefore(position, parentPosition);
      boolean isPassedLeaf =
          scope == Scope.COMMITTED_ONCE && parent.pointerSubtreeSize(index) <= SIZED_MAX;
      return !isPassedLeaf && file.decoded(position) instanceof Node kept
          ? found(position, kept)
          : readUnkept(position, parent.pointerSubtreeSize(index));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), parentPosition, e);
    }
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

  private void checkBefore(long position, long parentPosition) throws CorruptFileException {
    if (position >= parentPosition) {
      throw new CorruptFileException(
          file.name(), parentPosition, "pointers to nodes before", "one to " + position);
    }
  }

  /** What a writer keeps it soon writes anew; whoever looks for single documents searches it again. */
  private Node found(long position, Node kept) {
    return scope == Scope.COMMITTED && !kept.isSearchable() ? keptSearchable(position, kept) : kept;
  }

  private Node keptSearchable(long position, Node node) {
    Node searchable = node.searchable();
    file.keepDecoded(position, searchable, searchable.memory());
    return searchable;
  }

  private Node readUnkept(long position, long subtreeSize) throws IOException {
    try {
      return switch (scope) {
        case COMMITTED -> committed(position, subtreeSize);
        case COMMITTED_ONCE -> passed(position, subtreeSize);
        case WRITTEN -> written(position, subtreeSize);
      };
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), position, e);
    }
  }

  /** What a writer reads it writes anew, so it is not kept. */
  private Node written(long position, long subtreeSize) throws IOException, MalformedDataException {
    if (subtreeSize <= SIZED_MAX) {
      file.readWrittenChunk(position, (int) subtreeSize, chunk);
    } else {
      file.readWrittenChunk(position, chunk);
    }
    return room.decode(chunk.bytes(), chunk.offset(), chunk.length());
  }

  private Node passed(long position, long subtreeSize) throws IOException, MalformedDataException {
    if (subtreeSize <= SIZED_MAX) {
      file.readChunk(position, (int) subtreeSize, chunk);
    } else {
      file.readChunk(position, chunk);
    }
    return room.decode(chunk.bytes(), chunk.offset(), chunk.length());
  }

  private Node committed(long position, long subtreeSize)
      throws IOException, MalformedDataException {
    byte[] stream = subtreeSize <= SIZED_MAX
        ? file.readChunk(position, (int) subtreeSize)
        : file.readChunk(position);
    Node node = Node.decode(Compression.decompress(stream));
    return file.keepsDecoded() ? keptSearchable(position, node) : node;
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
