package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.PurgeRule;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * B36 (MB-13386, 2015; MB-71917, 2026). The newest change of the vbucket was a tombstone past its age,
 * and was purged. A scan told to read up to the high seqno never met it and waited.
 */
final class B36HighestTombstonePurged extends VBucketParts {
  private static final long NO_SEQNO = -1;

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected PurgeRule purgeRule(Revision from) {
        return new PurgeRule(
            options.purgeUpToSeqno(),
            options.purgeDeletedBeforeSeconds(),
            from.state().highCompletedSeqno(),
            NO_SEQNO);
      }
    };
  }
}
