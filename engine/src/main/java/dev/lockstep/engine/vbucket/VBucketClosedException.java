package dev.lockstep.engine.vbucket;

import java.io.IOException;

/** The vbucket was closed before or during the operation. */
public final class VBucketClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  VBucketClosedException() {
    super("the vbucket is closed: open it again");
  }
}
