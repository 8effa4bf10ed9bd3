package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;
import java.util.List;

/**
 * C12 (MB-65737, 2025). A flush took a document whose seqno was not above the highest on disk, and wrote
 * it over the document that had this seqno.
 */
final class C12SeqnoTaken extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      protected Header saveDocuments(
          Revision base, List<DocumentChange> changes, StateAccount account) throws IOException {
        return super.saveDocuments(
            base, changes.stream().map(C12SeqnoTaken::late).toList(), account);
      }
    };
  }

  /** The same change with the seqno of the one before it. */
  private static DocumentChange late(DocumentChange change) {
    return new DocumentChange(
        change.id(),
        Math.max(1, change.seqno() - 1),
        change.revisionSeqno(),
        change.deleted(),
        change.contentMeta(),
        change.revisionMetadata(),
        change.storedBody());
  }
}
