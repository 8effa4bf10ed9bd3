package dev.lockstep.engine.vbucket;

import java.io.IOException;

/** A compaction of this vbucket runs already. */
public final class CompactionRunningException extends IOException {
  private static final long serialVersionUID = 1L;

  CompactionRunningException(int vbucket) {
    super("a compaction of vbucket " + vbucket + " runs already: wait for it or abort it");
  }
}
