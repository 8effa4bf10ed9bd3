package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import org.jspecify.annotations.Nullable;

/**
 * C17 (MB-39864, 2020). A collection was dropped and created again. A write to a key of which the older
 * generation's document was still in the file was taken for an update in the new generation.
 */
final class C17OlderGenerationUpdated extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      protected StateAccount newAccount(VBucketState held) {
        return new StateAccount(held) {
          @Override
          protected void countInCollection(DocumentInfo stored, @Nullable DocumentInfo previous) {
            super.countInCollection(
                stored, previous == null ? null : withSeqno(previous, stored.seqno()));
          }
        };
      }
    };
  }

  /** The same document as if it were of the generation of {@code seqno}. */
  private static DocumentInfo withSeqno(DocumentInfo info, long seqno) {
    return new DocumentInfo(
        info.id(),
        seqno,
        info.revisionSeqno(),
        info.deleted(),
        info.contentMeta(),
        info.revisionMetadata(),
        info.bodyPosition(),
        info.physicalSize());
  }
}
