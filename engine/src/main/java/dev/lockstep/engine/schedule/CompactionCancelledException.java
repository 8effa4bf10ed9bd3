package dev.lockstep.engine.schedule;

import dev.lockstep.engine.revision.VBucketClosedException;
import java.io.IOException;

/** A compaction was asked for and will not run: it was called off, or its vbucket or store is gone. */
public final class CompactionCancelledException extends IOException {
  private static final long serialVersionUID = 1L;

  CompactionCancelledException(int vbucket, String why) {
    super("the compaction of vbucket " + vbucket + " was called off: " + why);
  }

  /** The vbucket went away while it was compacted. */
  CompactionCancelledException(int vbucket, VBucketClosedException gone) {
    super("the compaction of vbucket " + vbucket + " was called off: " + gone.getMessage(), gone);
  }

  /** The same, thrown once more for someone else who asked. */
  CompactionCancelledException(CompactionCancelledException first) {
    super(first.getMessage(), first);
  }
}
