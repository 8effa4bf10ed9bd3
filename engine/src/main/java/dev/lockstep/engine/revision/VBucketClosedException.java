package dev.lockstep.engine.revision;

import java.io.IOException;

/** The vbucket was closed before or during the operation; subclasses say what else stands in its way. */
public class VBucketClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  public VBucketClosedException() {
    this("the vbucket is closed: open it again");
  }

  protected VBucketClosedException(String message) {
    super(message);
  }
}
