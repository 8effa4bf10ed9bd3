package dev.lockstep.engine.bucket;

import java.io.IOException;

/** There is no room for a write that does not want to wait for some. Nothing was taken. */
public final class WriteQueueFullException extends IOException {
  private static final long serialVersionUID = 1L;

  private WriteQueueFullException(int vbucket, String queued) {
    super("the write queue of vbucket " + vbucket + " is full with " + queued
        + ": try again later, or wait for room");
  }

  static WriteQueueFullException ofWrites(int vbucket, int writes) {
    return new WriteQueueFullException(vbucket, writes + " writes");
  }

  static WriteQueueFullException ofBytes(int vbucket, long bytes) {
    return new WriteQueueFullException(vbucket, bytes + " bytes of its flusher's vbuckets");
  }
}
