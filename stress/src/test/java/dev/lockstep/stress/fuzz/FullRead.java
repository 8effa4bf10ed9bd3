package dev.lockstep.stress.fuzz;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchFileCheck;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file in every way there is: both indexes, all bodies, single lookups, local documents, the
 * headers before, and the structural check.
 */
final class FullRead {
  /** No file of a test holds as many entries; a reader that gives more goes round in circles. */
  private static final int ENTRIES_MAX = 50_000;

  private final CouchFile file;
  private final Header header;
  private int entries;

  private FullRead(CouchFile file) {
    this.file = file;
    this.header = file.lastHeader().header();
  }

  /**
   * What a file held.
   *
   * @param lines its counts, one for each document in seqno order, one for each by id, and one for each
   *     local document, each with what a look-up of its id gave
   * @param problems what the structural check says of it
   */
  record Content(List<String> lines, List<String> problems) {}

  /**
   * Reads all of a file.
   *
   * @throws IOException if the file is refused, in whole or in part
   */
  static Content of(byte[] bytes, HeaderSearch search) throws IOException {
    CouchOptions options = CouchOptions.defaults();
    try (CouchFile file =
        CouchFile.open(new OneFile(bytes), OneFile.NAME, OpenMode.READ, search, options)) {
      return new FullRead(file).all();
    }
  }

  private Content all() throws IOException {
    List<String> problems = CouchFileCheck.run(file, file.lastHeader()).problems();
    List<String> lines = new ArrayList<>();
    lines.add("counts " + file.counts(header));
    readDocuments(file.bySeqno(header, 0, Long.MAX_VALUE), lines);
    readDocuments(file.byId(header, Bytes.EMPTY, Optional.empty()), lines);
    readLocals(lines);
    return new Content(lines, problems);
  }

  private void readDocuments(DocumentCursor cursor, List<String> lines) throws IOException {
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      countEntry();
      DocumentInfo info = next.get();
      Bytes body = info.hasBody() ? file.body(info) : Bytes.EMPTY;
      lines.add(info.seqno() + " " + info.id() + " " + info.deleted() + " " + body.hashCode()
          + ", looked up " + file.info(header, info.id()).map(DocumentInfo::seqno));
    }
  }

  private void readLocals(List<String> lines) throws IOException {
    LocalCursor cursor = file.locals(header);
    for (Optional<LocalDocument> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      countEntry();
      lines.add(next.get().id() + " " + next.get().value() + ", looked up "
          + file.local(header, next.get().id()));
    }
  }

  private void countEntry() {
    entries++;
    if (entries > ENTRIES_MAX) {
      throw new AssertionError("more than " + ENTRIES_MAX + " entries: the reader never ends");
    }
  }
}
