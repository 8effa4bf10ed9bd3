package dev.lockstep.engine.golden;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.couch.LocalCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a header holds, read through every path that leads to it. */
final class ReadBack {
  private ReadBack() {}

  static List<DocumentInfo> bySeqno(CouchFile file, Header header) throws IOException {
    return all(file.bySeqno(header, 0, IndexFormat.SEQNO_MAX));
  }

  static List<DocumentInfo> byId(CouchFile file, Header header) throws IOException {
    return all(file.byId(header, Bytes.EMPTY, Optional.empty()));
  }

  static Map<Bytes, Bytes> locals(CouchFile file, Header header) throws IOException {
    Map<Bytes, Bytes> found = new LinkedHashMap<>();
    LocalCursor cursor = file.locals(header);
    Optional<LocalDocument> next = cursor.next();
    while (next.isPresent()) {
      found.put(next.get().id(), next.get().value());
      next = cursor.next();
    }
    return found;
  }

  static Document document(CouchFile file, DocumentInfo info) throws IOException {
    return new Document(info, file.body(info));
  }

  static List<KnownDocument> documents(CouchFile file, List<DocumentInfo> infos)
      throws IOException {
    List<KnownDocument> documents = new ArrayList<>();
    for (DocumentInfo info : infos) {
      documents.add(KnownDocument.of(document(file, info)));
    }
    return documents;
  }

  /** All headers, the oldest first. */
  static List<CommittedHeader> headers(CouchFile file) throws IOException {
    List<CommittedHeader> headers = new ArrayList<>();
    Optional<CommittedHeader> header = Optional.of(file.lastHeader());
    while (header.isPresent()) {
      headers.add(header.get());
      header = file.previous(header.get());
    }
    Collections.reverse(headers);
    return headers;
  }

  private static List<DocumentInfo> all(DocumentCursor cursor) throws IOException {
    List<DocumentInfo> found = new ArrayList<>();
    Optional<DocumentInfo> next = cursor.next();
    while (next.isPresent()) {
      found.add(next.get());
      next = cursor.next();
    }
    return found;
  }
}
