package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.tree.TreeCursor;
import java.io.IOException;
import java.util.Optional;

/** Walks the documents of one index, in its order. For one task. */
public final class DocumentCursor {

  /** Reads an entry of one of the indexes. */
  @FunctionalInterface
  interface EntryFormat {
    DocumentInfo decode(Node leaf, int index) throws MalformedDataException;
  }

  private final TreeCursor cursor;
  private final EntryFormat format;

  DocumentCursor(TreeCursor cursor, EntryFormat format) {
    this.cursor = cursor;
    this.format = format;
  }

  /**
   * The next document; empty past the last one.
   *
   * @throws CorruptFileException if the way to it is damaged
   */
  public Optional<DocumentInfo> next() throws IOException {
    if (!cursor.advance()) {
      return Optional.empty();
    }
    try {
      return Optional.of(format.decode(cursor.leaf(), cursor.index()));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(cursor.fileName(), cursor.leafPosition(), e);
    }
  }
}
