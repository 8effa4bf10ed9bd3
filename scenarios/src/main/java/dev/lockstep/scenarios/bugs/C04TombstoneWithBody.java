package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.vbucket.CatchUp;
import java.io.IOException;
import java.util.Optional;

/**
 * C04 (MB-5489, 2012). The compactor took the body position 0 of a tombstone, which says that there is
 * none, for a place in the file, and copied what lies there. Our file refuses to read at 0, so the
 * first body that it holds stands for that.
 */
final class C04TombstoneWithBody extends CatchUp {
  C04TombstoneWithBody(Start start) {
    super(start);
  }

  @Override
  protected DocumentChange change(CouchFile source, DocumentInfo info) throws IOException {
    DocumentChange right = super.change(source, info);
    return info.hasBody()
        ? right
        : new DocumentChange(
            right.id(),
            right.seqno(),
            right.revisionSeqno(),
            right.deleted(),
            right.contentMeta(),
            right.revisionMetadata(),
            firstBody(source));
  }

  private static Optional<Bytes> firstBody(CouchFile source) throws IOException {
    Header header = source.lastHeader().header();
    DocumentCursor cursor = source.bySeqno(header, 0, header.updateSeqno());
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      if (next.get().hasBody()) {
        return Optional.of(source.storedBody(next.get()));
      }
    }
    return Optional.empty();
  }
}
