package dev.lockstep.engine.bucket;

import dev.lockstep.engine.state.VBucketState.Lifecycle;

/** Decides, under the lock of the vbucket's queue, whether an expired document is deleted. */
public class ExpiryGuard {
  protected ExpiryGuard() {}

  /**
   * Whether it is.
   *
   * @param isNewest no version is newer than the one that has expired
   * @param state what the vbucket is by the last change that was taken; only an active one gives out seqnos
   */
  protected boolean mayDelete(boolean isNewest, Lifecycle state) {
    return isNewest && state == Lifecycle.ACTIVE;
  }
}
