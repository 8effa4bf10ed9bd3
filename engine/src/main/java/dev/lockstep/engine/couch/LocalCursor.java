package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.tree.TreeCursor;
import java.io.IOException;
import java.util.Optional;

/** Walks the local documents in ascending order of ids. For one task. */
public final class LocalCursor {
  private final TreeCursor cursor;

  LocalCursor(TreeCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * The next local document; empty past the last one.
   *
   * @throws CorruptFileException if the way to it is damaged
   */
  public Optional<LocalDocument> next() throws IOException {
    if (!cursor.advance()) {
      return Optional.empty();
    }
    int index = cursor.index();
    return Optional.of(new LocalDocument(cursor.leaf().key(index), cursor.leaf().value(index)));
  }
}
