package dev.lockstep.engine.tool;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Writes the documents of a couch file's newest header, one after the other: no more than one of
 * them is in memory at a time. A damaged part ends the dump with an exception; every entry written
 * before is whole and true.
 */
public final class Dump {

  /** Which documents, in which order. */
  public enum Section {
    /** All documents, tombstones too, in the order of their seqnos. */
    BY_SEQNO,
    /** All documents, tombstones too, in the order of their ids. */
    BY_ID,
    /** The local documents, in the order of their ids. */
    LOCAL
  }

  private Dump() {}

  /**
   * Writes one section to {@code out}, which stays open.
   *
   * @return how many entries were written
   * @throws UnusableFileException if the file cannot be opened or a part of it is damaged
   */
  public static long write(CouchSource source, Section section, Format format, Writer out)
      throws IOException {
    return source.read(file -> {
      Header header = file.lastHeader().header();
      try (EntryWriter entries = EntryWriter.of(format, out)) {
        return switch (section) {
          case BY_SEQNO -> write(file.bySeqno(header, 0, IndexFormat.SEQNO_MAX), entries);
          case BY_ID -> write(file.byId(header, Bytes.EMPTY, Optional.empty()), entries);
          case LOCAL -> write(file.locals(header), entries);
        };
      }
    });
  }

  private static long write(DocumentCursor documents, EntryWriter entries) throws IOException {
    long count = 0;
    Optional<DocumentInfo> next = documents.next();
    while (next.isPresent()) {
      entries.write(new Document(next.get(), documents.body(next.get())));
      count++;
      next = documents.next();
    }
    return count;
  }

  private static long write(LocalCursor documents, EntryWriter entries) throws IOException {
    long count = 0;
    Optional<LocalDocument> next = documents.next();
    while (next.isPresent()) {
      entries.write(next.get());
      count++;
      next = documents.next();
    }
    return count;
  }
}
