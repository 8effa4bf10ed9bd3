package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * B22 (MB-44098, 2021). Where a compaction failed after the rename, nobody removed the file it had
 * renamed: the vbucket went on in the old one, and the next opening took the new one.
 */
final class B22RenamedFileStays extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected void discardTarget() {}
    };
  }
}
