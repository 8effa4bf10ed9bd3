package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.vbucket.Rollback;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * B18 (before kv_engine 61b77e902, 2020). A rollback said nothing to the running compaction, which
 * then switched to a copy of what had been rolled back.
 */
final class B18RollbackDoesNotAbort extends VBucketParts {

  @Override
  public Rollback newRollback(VBucketInternals vbucket) {
    return new Rollback(vbucket) {
      @Override
      protected void abortCompaction() {}
    };
  }
}
