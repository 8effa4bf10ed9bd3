package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * C19 (MB-50747, 2022). What a compaction erased of a dropped collection was never subtracted: the
 * collection was counted for ever.
 */
final class C19ErasedNotSubtracted extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected StateAccount newAccount(VBucketState held) {
        return new StateAccount(held) {
          @Override
          public void purged(DocumentInfo info) {
            if (!held.manifest().isDropped(info)) {
              super.purged(info);
            }
          }
        };
      }
    };
  }
}
