package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.bucket.ExpiryGuard;
import dev.lockstep.engine.state.VBucketState.Lifecycle;

/**
 * B32 (MB-49207, 2021). The compactor met an expired document and had it deleted by its key, though a
 * newer version had come in since.
 */
final class B32NewerVersionExpires extends BucketParts {

  @Override
  public ExpiryGuard expiryGuard() {
    return new ExpiryGuard() {
      @Override
      protected boolean mayDelete(boolean isNewest, Lifecycle state) {
        return super.mayDelete(true, state);
      }
    };
  }
}
