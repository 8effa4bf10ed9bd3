package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.opening.Creation;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Deletion;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B19 (MB-43121, 2021). Neither a deletion nor a switch that had ended stopped a compaction, and the
 * next generation began at the revision that the compaction was about to make: it renamed its file onto
 * the new vbucket's.
 */
final class B19DeleteDoesNotStopCompaction extends VBucketParts {

  @Override
  public Deletion newDeletion(VBucketInternals vbucket) {
    return new Deletion(vbucket) {
      @Override
      protected void abortCompaction() {}
    };
  }

  @Override
  public Creation newCreation(Platform platform, int vbucket, VBucketOptions options) {
    return new Creation(platform, vbucket, options) {
      @Override
      protected long firstRevision(long used) {
        return Math.max(used, 1);
      }
    };
  }

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected Revision newestSource() throws IOException {
        try {
          return super.newestSource();
        } catch (NoSuchVBucketException e) {
          return source().revision();
        }
      }
    };
  }
}
