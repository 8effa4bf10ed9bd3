package dev.lockstep.engine.vbucket;

import java.io.IOException;

/** A vbucket that was to be created exists already. */
public final class VBucketExistsException extends IOException {
  private static final long serialVersionUID = 1L;

  public VBucketExistsException(int vbucket) {
    super("vbucket " + vbucket + " exists already: delete it first");
  }
}
