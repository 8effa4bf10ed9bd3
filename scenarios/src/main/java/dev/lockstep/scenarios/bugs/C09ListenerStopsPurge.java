package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.PurgeRule;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * C09 (MB-57298, 2023). Where a hook was given, it alone decided what is dropped, and the option to drop
 * deletions was passed over. The hook was never null.
 */
final class C09ListenerStopsPurge extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected PurgeRule purgeRule(Revision from) {
        PurgeRule right = super.purgeRule(from);
        long upTo = options.listener() == null ? right.tombstonesUpToSeqno() : 0;
        return new PurgeRule(
            upTo, right.deletedBeforeSeconds(), right.preparesUpToSeqno(), right.highSeqno());
      }
    };
  }
}
