package dev.lockstep.engine.bucket;

import java.io.IOException;

/** The queue of a vbucket has no room for a write that does not want to wait. Nothing was taken. */
public final class WriteQueueFullException extends IOException {
  private static final long serialVersionUID = 1L;

  WriteQueueFullException(int vbucket, int size) {
    super("the write queue of vbucket " + vbucket + " is full with " + size
        + " writes: try again later, or wait for room");
  }
}
