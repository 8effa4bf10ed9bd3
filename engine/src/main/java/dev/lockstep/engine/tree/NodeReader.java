package dev.lockstep.engine.tree;

import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;

/**
 * Turns pointers into nodes. A node lies before everything that points to it: whoever follows a
 * pointer says from where, and so a damaged file cannot lead around in a circle.
 */
public final class NodeReader {

  /** Which nodes a reader may be asked for. */
  private enum Scope {
    COMMITTED,
    WRITTEN
  }

  /** The place from which a root is pointed to: past all nodes. */
  static final long ROOT_PARENT = Long.MAX_VALUE;

  private final AppendFile file;
  private final Scope scope;

  private NodeReader(AppendFile file, Scope scope) {
    this.file = file;
    this.scope = scope;
  }

  /** Reads what committed headers cover; for any number of tasks. */
  public static NodeReader committed(AppendFile file) {
    return new NodeReader(file, Scope.COMMITTED);
  }

  /** Reads what was appended since the last commit as well; for the writer alone. */
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
    long position = pointer.position();
    if (position >= parentPosition) {
      throw new CorruptFileException(
          file.name(), parentPosition, "pointers to nodes before", "one to " + position);
    }
    byte[] chunk =
        scope == Scope.COMMITTED ? file.readChunk(position) : file.readWrittenChunk(position);
    try {
      return Node.decode(Compression.decompress(chunk));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file.name(), position, e);
    }
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

  /** The name of the file. */
  public String fileName() {
    return file.name();
  }
}
