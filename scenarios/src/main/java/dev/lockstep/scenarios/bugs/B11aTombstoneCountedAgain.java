package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import org.jspecify.annotations.Nullable;

/**
 * B11 (MB-45221, 2021), its first half. A tombstone that took the place of a tombstone was taken for an
 * insert: the whole of the new one was added to the collection's size, and the old one not taken away.
 */
final class B11aTombstoneCountedAgain extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      protected StateAccount newAccount(VBucketState held) {
        return new StateAccount(held) {
          @Override
          protected void countInCollection(DocumentInfo stored, @Nullable DocumentInfo previous) {
            boolean isOverTombstone = stored.deleted() && previous != null && previous.deleted();
            super.countInCollection(stored, isOverTombstone ? null : previous);
          }
        };
      }
    };
  }
}
