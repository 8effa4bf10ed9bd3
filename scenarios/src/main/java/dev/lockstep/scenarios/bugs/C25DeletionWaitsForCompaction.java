package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Deletion;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * C25 (MB-50888, 2022). A deletion did not ask the compaction that runs to give up, and waited for the
 * end of its copy.
 */
final class C25DeletionWaitsForCompaction extends VBucketParts {

  @Override
  public VBucketParts forStore(Platform platform) {
    return new Store(platform.newMutex("end of the copy"));
  }

  /** The parts of one store, with what the deletion waits for. */
  private static final class Store extends VBucketParts {
    private final Mutex copying;

    Store(Mutex copying) {
      this.copying = copying;
    }

    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected void copyLive() throws IOException {
          copying.lock();
          try {
            super.copyLive();
          } finally {
            copying.unlock();
          }
        }
      };
    }

    @Override
    public Deletion newDeletion(VBucketInternals vbucket) {
      return new Deletion(vbucket) {
        @Override
        protected void abortCompaction() {
          copying.lock();
          copying.unlock();
        }
      };
    }
  }
}
