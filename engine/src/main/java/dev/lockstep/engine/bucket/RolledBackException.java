package dev.lockstep.engine.bucket;

import dev.lockstep.engine.revision.VBucketClosedException;

/** The vbucket is being taken back to an earlier seqno, and later writes with it: it is closed meanwhile. */
public final class RolledBackException extends VBucketClosedException {
  private static final long serialVersionUID = 1L;

  RolledBackException(int vbucket, long seqno) {
    super("vbucket " + vbucket + " is rolled back to seqno " + seqno + ": write again");
  }
}
