package dev.lockstep.engine.bucket;

import java.io.IOException;

/** A write that somebody waits for will not become durable by this bucket: the cause says why. */
public final class NotPersistedException extends IOException {
  private static final long serialVersionUID = 1L;

  NotPersistedException(int vbucket, String what, IOException cause) {
    super(what + " of vbucket " + vbucket + " was not persisted: " + cause.getMessage(), cause);
  }
}
