package dev.lockstep.engine.vbucket;

import java.io.IOException;

/** A compaction's hold on the write lock. Belongs to the compactor's task. */
final class WriteHold {
  private final VBucketInternals vbucket;
  private boolean held;

  WriteHold(VBucketInternals vbucket) {
    this.vbucket = vbucket;
  }

  /**
   * Takes the lock.
   *
   * @throws WritesRefusedException if what is on disk is not known; the lock is held nevertheless
   */
  void take() throws IOException {
    vbucket.writeLock().lock();
    held = true;
    vbucket.checkWritable();
  }

  boolean isHeld() {
    return held;
  }

  void giveBack() {
    held = false;
    vbucket.writeLock().unlock();
  }
}
