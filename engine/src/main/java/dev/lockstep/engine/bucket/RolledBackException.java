package dev.lockstep.engine.bucket;

import java.io.IOException;

/** The vbucket is being taken back to an earlier seqno, and later writes with it. */
public final class RolledBackException extends IOException {
  private static final long serialVersionUID = 1L;

  RolledBackException(int vbucket, long seqno) {
    super("vbucket " + vbucket + " is rolled back to seqno " + seqno + ": write again");
  }
}
