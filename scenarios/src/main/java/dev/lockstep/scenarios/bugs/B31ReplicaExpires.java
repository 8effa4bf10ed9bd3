package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.bucket.BucketParts;
import dev.lockstep.engine.bucket.ExpiryGuard;
import dev.lockstep.engine.state.VBucketState.Lifecycle;

/**
 * B31 (MB-16357, 2015; MB-19382, 2016). The compactor deleted an expired document of a vbucket that had
 * become a replica since it had looked: nothing held the state until the deletion was taken.
 */
final class B31ReplicaExpires extends BucketParts {

  @Override
  public ExpiryGuard expiryGuard() {
    return new ExpiryGuard() {
      @Override
      protected boolean mayDelete(boolean isNewest, Lifecycle state) {
        return super.mayDelete(isNewest, Lifecycle.ACTIVE);
      }
    };
  }
}
