package dev.lockstep.engine.bucket;

import java.io.IOException;

/** A compaction was asked for and will not run: it was called off, or its vbucket or store is gone. */
public final class CompactionCancelledException extends IOException {
  private static final long serialVersionUID = 1L;

  CompactionCancelledException(int vbucket, String why) {
    super("the compaction of vbucket " + vbucket + " was called off: " + why);
  }

  /** The same, thrown once more for someone else who asked. */
  CompactionCancelledException(CompactionCancelledException first) {
    super(first.getMessage(), first);
  }
}
