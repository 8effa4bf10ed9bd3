package dev.lockstep.engine.bucket;

import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.VBucketClosedException;
import java.io.IOException;

/**
 * The compactions of a store's vbuckets, for a {@link CompactionScheduler}.
 *
 * @param vbuckets of the store
 */
public record VBucketCompactions(VBuckets vbuckets) implements CompactionScheduler.Compactions {
  private static final System.Logger LOG = System.getLogger(VBucketCompactions.class.getName());

  @Override
  public CompactionResult compact(int vbucket, CompactionOptions options) throws IOException {
    return vbuckets.get(vbucket).compact(options);
  }

  /** Where the vbucket is gone, its deletion has asked the compaction to give up. */
  @Override
  public void abort(int vbucket) {
    try {
      vbuckets.get(vbucket).abortCompaction();
    } catch (VBucketClosedException e) {
      LOG.log(System.Logger.Level.DEBUG, "no compaction to stop", e);
    }
  }
}
