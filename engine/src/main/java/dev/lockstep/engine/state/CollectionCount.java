package dev.lockstep.engine.state;

import dev.lockstep.engine.collection.CollectionAccount;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.format.Header;
import java.io.IOException;
import java.util.Optional;

/** The entries of one commit's collections, counted one by one. */
public final class CollectionCount {
  private CollectionCount() {}

  /** The generations of {@code lives}, with the counters that the file's entries give. */
  public static Manifest of(CouchFile couch, Header header, Manifest lives) throws IOException {
    CollectionAccount account = new CollectionAccount(lives.uncounted());
    DocumentCursor cursor = couch.bySeqno(header, 0, header.updateSeqno());
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      account.add(next.get());
    }
    return account.toManifest();
  }
}
