package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.tree.TreeCursor;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Walks the documents of one index, in its order. For one task. */
public final class DocumentCursor {

  /** Reads an entry of one of the indexes. */
  @FunctionalInterface
  interface EntryFormat {
    DocumentInfo decode(Node leaf, int index) throws MalformedDataException;
  }

  private final TreeCursor cursor;
  private final EntryFormat format;
  private final Predicate<DocumentInfo> filter;

  DocumentCursor(TreeCursor cursor, EntryFormat format) {
    this(cursor, format, info -> true);
  }

  private DocumentCursor(TreeCursor cursor, EntryFormat format, Predicate<DocumentInfo> filter) {
    this.cursor = cursor;
    this.format = format;
    this.filter = filter;
  }

  /** The same walk, passing over what {@code other} refuses; it takes this cursor's place. */
  public DocumentCursor only(Predicate<DocumentInfo> other) {
    return new DocumentCursor(cursor, format, filter.and(other));
  }

  /**
   * The next document; empty past the last one.
   *
   * @throws CorruptFileException if the way to it is damaged
   */
  public Optional<DocumentInfo> next() throws IOException {
    while (cursor.advance()) {
      DocumentInfo info = current();
      if (filter.test(info)) {
        return Optional.of(info);
      }
    }
    return Optional.empty();
  }

  private DocumentInfo current() throws IOException {
    try {
      return format.decode(cursor.leaf(), cursor.index());
    } catch (MalformedDataException e) {
      throw new CorruptFileException(cursor.fileName(), cursor.leafPosition(), e);
    }
  }
}
