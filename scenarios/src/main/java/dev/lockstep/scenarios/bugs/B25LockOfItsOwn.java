package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B25 (MB-40258, 2020). A lock was to keep the compactor from removing a file between a reader's look at
 * the revision and its opening (B24). Readers and the compactor each had a lock object of their own.
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
    private final Mutex lockOfReaders;
    private final Mutex lockOfCompactor;

    Store(Platform platform, VBucketParts opener) {
      this.opener = opener;
      this.lockOfReaders = platform.newMutex("revisions, reader's");
      this.lockOfCompactor = platform.newMutex("revisions, compactor's");
    }

    @Override
    public Snapshot openSnapshot(VBucketInternals vbucket) throws IOException {
      lockOfReaders.lock();
      try {
        return opener.openSnapshot(vbucket);
      } finally {
        lockOfReaders.unlock();
      }
    }

    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected void retireSource() {
          lockOfCompactor.lock();
          try {
            super.retireSource();
          } finally {
            lockOfCompactor.unlock();
          }
        }
      };
    }
  }
}
