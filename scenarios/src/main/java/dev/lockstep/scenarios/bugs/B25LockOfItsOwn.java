package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B25 (MB-40258, 2020). A lock was to keep the compactor from removing a file between a reader's look at
 * the revision and its opening (B24). Readers and the compactor each had a lock object of their own. Here
 * both spin, for our readers call no mutex.
 */
final class B25LockOfItsOwn extends VBucketParts {
  private final VBucketParts opener = new B24RevisionReadThenOpened();

  @Override
  public VBucketParts forStore(Platform platform) {
    return new Store(platform, opener);
  }

  /** The parts of one store, with its two locks. */
  private static final class Store extends VBucketParts {
    private final VBucketParts opener;
    private final LongCell lockOfReaders;
    private final LongCell lockOfCompactor;

    Store(Platform platform, VBucketParts opener) {
      this.opener = opener;
      this.lockOfReaders = platform.newLongCell("lock, reader's", 0);
      this.lockOfCompactor = platform.newLongCell("lock, compactor's", 0);
    }

    @Override
    public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
      take(lockOfReaders);
      try {
        return opener.openSnapshot(vbucket);
      } finally {
        lockOfReaders.set(0);
      }
    }

    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected void retireSource() {
          take(lockOfCompactor);
          try {
            super.retireSource();
          } finally {
            lockOfCompactor.set(0);
          }
        }
      };
    }

    private static void take(LongCell lock) {
      boolean isHeld = lock.compareAndSet(0, 1);
      while (!isHeld) {
        isHeld = lock.compareAndSet(0, 1);
      }
    }
  }
}
