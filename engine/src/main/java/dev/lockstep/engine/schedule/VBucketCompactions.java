package dev.lockstep.engine.schedule;

import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.Compactor;
import java.io.IOException;

/**
 * The compactions of a store's vbuckets, for a {@link CompactionScheduler}. Each is of the generation that
 * the vbucket had when it was taken up: a later one is never compacted in its place.
 *
 * @param vbuckets of the store
 */
public record VBucketCompactions(VBuckets vbuckets) implements CompactionScheduler.Compactions {

  @Override
  public CompactionScheduler.Compaction prepare(int vbucket, CompactionOptions options)
      throws IOException {
    return new OfOneVBucket(vbuckets.get(vbucket).newCompactor(options));
  }

  private record OfOneVBucket(Compactor compactor) implements CompactionScheduler.Compaction {

    @Override
    public CompactionResult run() throws IOException {
      return compactor.compact();
    }

    @Override
    public void abort() {
      compactor.abort();
    }
  }
}
