package dev.lockstep.engine.vbucket;

import java.io.IOException;

/** The vbucket was closed before or during the operation. */
public class VBucketClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  public VBucketClosedException() {
    this("the vbucket is closed: open it again");
  }

  VBucketClosedException(String message) {
    super(message);
  }
}
