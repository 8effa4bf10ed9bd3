package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import java.io.IOException;

/**
 * B57 (MB-47604, MB-48441; 2021). A compaction that could not read what it needed died on its way
 * instead of failing and cleaning up: what it held stayed held.
 */
final class B57LockLeftHeld extends VBucketParts {

  @Override
  public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
    return new DyingCompactor(vbucket, options);
  }

  private static final class DyingCompactor extends Compactor {
    private boolean died;

    DyingCompactor(VBucketInternals vbucket, CompactionOptions options) {
      super(vbucket, options);
    }

    @Override
    protected void catchUpFinally() throws IOException {
      died = true;
      super.catchUpFinally();
      died = false;
    }

    @Override
    protected void unlock() {
      if (!died) {
        super.unlock();
      }
    }
  }
}
