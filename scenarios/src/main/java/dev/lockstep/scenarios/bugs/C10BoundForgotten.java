package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.PurgeRule;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * C10 (MB-8780, 2013). A tombstone that was old enough was purged whatever its seqno: the bound that was
 * asked for, up to which everybody had read, was not looked at.
 */
final class C10BoundForgotten extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected PurgeRule purgeRule(Revision from) {
        PurgeRule right = super.purgeRule(from);
        return new PurgeRule(
            Long.MAX_VALUE,
            right.deletedBeforeSeconds(),
            right.preparesUpToSeqno(),
            right.highSeqno());
      }
    };
  }
}
