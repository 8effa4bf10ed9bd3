package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.vbucket.CatchUp;
import java.io.IOException;

/**
 * B06 (couchstore 1100b69, 2020). The replay read the body of every changed document, found none for a
 * deletion without a value, and failed the whole compaction. Under steady deletes none ever ended.
 */
final class B06TombstoneWithoutBody extends CatchUp {
  B06TombstoneWithoutBody(Start start) {
    super(start);
  }

  @Override
  protected DocumentChange change(CouchFile source, DocumentInfo info) throws IOException {
    if (!info.hasBody()) {
      throw new IOException("document " + info.id() + ": not found");
    }
    return super.change(source, info);
  }
}
