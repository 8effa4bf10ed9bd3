package dev.lockstep.engine.bucket;

import dev.lockstep.engine.revision.VBucketClosedException;

/** The flusher of the vbucket has ended by an error: nothing is written any more, what is on disk stays. */
public final class FlusherEndedException extends VBucketClosedException {
  private static final long serialVersionUID = 1L;

  FlusherEndedException(int vbucket) {
    super("the flusher of vbucket " + vbucket
        + " has ended by an error, which its thread has reported:"
        + " close the bucket and open it again");
  }
}
