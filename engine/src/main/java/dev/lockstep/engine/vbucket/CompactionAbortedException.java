package dev.lockstep.engine.vbucket;

import java.io.IOException;

/** The compaction was asked to give up and did; the vbucket is as it was. */
final class CompactionAbortedException extends IOException {
  private static final long serialVersionUID = 1L;

  CompactionAbortedException() {
    super("the compaction was asked to give up");
  }
}
