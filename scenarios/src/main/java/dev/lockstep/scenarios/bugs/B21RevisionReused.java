package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.opening.Creation;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * B21 (MB-23714, 2017). A deletion reset the revision to 1, so the next generation's file had the name
 * of one that was still to be removed.
 */
final class B21RevisionReused extends VBucketParts {

  @Override
  public Creation newCreation(Platform platform, int vbucket, VBucketOptions options) {
    return new Creation(platform, vbucket, options) {
      @Override
      protected long firstRevision(long used) {
        return 1;
      }
    };
  }
}
