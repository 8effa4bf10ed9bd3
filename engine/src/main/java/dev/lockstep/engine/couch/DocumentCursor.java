package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.ChunkRoom;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.SequentialChunks;
import dev.lockstep.engine.format.Compression;
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
  private final SequentialChunks bodies;
  private final Predicate<DocumentInfo> filter;

  /** Shows the body at hand. */
  private final ChunkRoom room = new ChunkRoom();

  DocumentCursor(TreeCursor cursor, EntryFormat format, SequentialChunks bodies) {
    this(cursor, format, bodies, info -> true);
  }

  private DocumentCursor(
      TreeCursor cursor,
      EntryFormat format,
      SequentialChunks bodies,
      Predicate<DocumentInfo> filter) {
    this.cursor = cursor;
    this.format = format;
    this.bodies = bodies;
    this.filter = filter;
  }

  /** The same walk, passing over what {@code other} refuses; it takes this cursor's place. */
  public DocumentCursor only(Predicate<DocumentInfo> other) {
    return new DocumentCursor(cursor, format, bodies, filter.and(other));
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

  /**
   * The body of a document that this cursor gave, decompressed; empty where it has none. Cheapest where
   * bodies are asked for in the cursor's order.
   */
  public Bytes body(DocumentInfo info) throws IOException {
    if (!info.hasBody()) {
      return Bytes.EMPTY;
    }
    readStoredBody(info, room);
    if (!info.isCompressed()) {
      return Bytes.copyOf(room.bytes(), room.offset(), room.length());
    }
    try {
      return Bytes.wrap(Compression.decompress(room.bytes(), room.offset(), room.length()));
    } catch (MalformedDataException e) {
      throw new CorruptFileException(cursor.fileName(), info.bodyPosition(), e);
    }
  }

  /** Reads the body of a document that this cursor gave and that has one, as the file holds it. */
  void readStoredBody(DocumentInfo info, ChunkRoom room) throws IOException {
    bodies.read(info.bodyPosition(), info.physicalSize(), room);
  }
}
