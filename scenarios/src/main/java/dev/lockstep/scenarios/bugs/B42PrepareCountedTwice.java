package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import org.jspecify.annotations.Nullable;

/**
 * B42 (MB-43621 and others, 2019 to 2021). The flusher counted a prepare that took the place of another
 * prepare of the same key as one more.
 */
final class B42PrepareCountedTwice extends VBucketParts {

  @Override
  public Flusher newFlusher(VBucketInternals vbucket) {
    return new Flusher(vbucket) {
      @Override
      protected StateAccount newAccount(VBucketState held) {
        return new StateAccount(held) {
          @Override
          public void changed(DocumentInfo stored, @Nullable DocumentInfo previous) {
            super.changed(stored, null);
          }
        };
      }
    };
  }
}
