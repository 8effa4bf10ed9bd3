package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small couch files and what is done to them in most tests. */
final class Samples {
  static final String NAME = "0.couch.1";

  private Samples() {}

  static CouchFile create(StorageFiles files, CouchOptions options) throws IOException {
    return CouchFile.create(files, NAME, options, InitialHeader.WRITTEN);
  }

  static CouchFile open(StorageFiles files, OpenMode mode) throws IOException {
    return open(files, mode, CouchOptions.defaults());
  }

  static CouchFile open(StorageFiles files, OpenMode mode, CouchOptions options)
      throws IOException {
    return CouchFile.open(files, NAME, mode, HeaderSearch.STRICT, options);
  }

  static DocumentChange set(String id, long seqno, String body) {
    return new DocumentChange(
        Bytes.ofUtf8(id), seqno, 1, false, 0, Bytes.EMPTY, Optional.of(Bytes.ofUtf8(body)));
  }

  static DocumentChange delete(String id, long seqno) {
    return new DocumentChange(Bytes.ofUtf8(id), seqno, 2, true, 0, Bytes.EMPTY, Optional.empty());
  }

  static Header save(CouchFile file, List<DocumentChange> changes) throws IOException {
    return file.saveDocuments(file.lastHeader().header(), changes, ChangeListener.IGNORED);
  }

  static CommittedHeader commit(CouchFile file, DocumentChange... changes) throws IOException {
    return file.commit(save(file, List.of(changes)));
  }

  static List<DocumentInfo> all(DocumentCursor cursor) throws IOException {
    List<DocumentInfo> infos = new ArrayList<>();
    for (Optional<DocumentInfo> info = cursor.next(); info.isPresent(); info = cursor.next()) {
      infos.add(info.get());
    }
    return infos;
  }

  static List<DocumentInfo> bySeqno(CouchFile file, Header header) throws IOException {
    return all(file.bySeqno(header, 0, Long.MAX_VALUE));
  }

  static List<DocumentInfo> byId(CouchFile file, Header header) throws IOException {
    return all(file.byId(header, Bytes.EMPTY, Optional.empty()));
  }
}
