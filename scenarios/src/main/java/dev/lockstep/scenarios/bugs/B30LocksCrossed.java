package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Rollback;
import dev.lockstep.engine.vbucket.RollbackResult;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B30 (MB-68561, 2025). A rollback took the lock of the vbucket's state and waited for the vbucket's; a
 * compaction that held the vbucket's waited in a callback for that of the state.
 */
final class B30LocksCrossed extends VBucketParts {

  @Override
  public VBucketParts forStore(Platform platform) {
    return new Store(platform.newMutex("state lock"));
  }

  /** The parts of one store, with the second lock. */
  private static final class Store extends VBucketParts {
    private final Mutex stateLock;

    Store(Mutex stateLock) {
      this.stateLock = stateLock;
    }

    @Override
    public Rollback newRollback(VBucketInternals vbucket) {
      return new Rollback(vbucket) {
        @Override
        public RollbackResult rollback(long seqno) throws IOException {
          stateLock.lock();
          try {
            return super.rollback(seqno);
          } finally {
            stateLock.unlock();
          }
        }
      };
    }

    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected void catchUpFinally() throws IOException {
          stateLock.lock();
          try {
            super.catchUpFinally();
          } finally {
            stateLock.unlock();
          }
        }
      };
    }
  }
}
