package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;

/**
 * B15 (couchstore ec79b6d, kv_engine a2352303d, 2020). The compactor's handle kept the end of the
 * source as it was when it was opened, and so never saw what the flusher had appended.
 */
final class B15EndOfSourceCached extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new Compactor(vbucket, options) {
      @Override
      protected Revision newestSource() {
        return source().revision();
      }
    };
  }
}
