package dev.lockstep.stress.soak;

import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.VBucket;
import java.io.IOException;
import java.util.SplittableRandom;

/** Compacts one vbucket again and again, in whatever generation it is. */
final class CompactorTask {
  private static final int SEQNOS_KEPT_MAX = 200;
  private static final int FINAL_CATCH_UP_BYTES_MAX = 1 << 15;

  private final Course course;
  private final VBuckets store;
  private final int id;
  private final SplittableRandom random;

  CompactorTask(Course course, VBuckets store, int id, long seed) {
    this.course = course;
    this.store = store;
    this.id = id;
    this.random = new SplittableRandom(~seed + id);
  }

  /** Compacts until the soak is over. */
  void run() throws IOException {
    while (course.nextTurn()) {
      try {
        compact(store.get(id));
      } catch (VBucketClosedException deleted) {
        Thread.onSpinWait();
      }
    }
  }

  private void compact(VBucket vbucket) throws IOException {
    long highSeqno;
    try (Snapshot snapshot = vbucket.snapshot()) {
      highSeqno = snapshot.highSeqno();
    }
    CompactionResult result = vbucket.compact(CompactionOptions.defaults()
        .withPurgeUpToSeqno(Math.max(0, highSeqno - random.nextInt(SEQNOS_KEPT_MAX)))
        .withFinalCatchUpBytesMax(random.nextInt(FINAL_CATCH_UP_BYTES_MAX)));
    course
        .tally()
        .add(
            result.status() == CompactionResult.Status.SWITCHED
                ? Tally.Event.SWITCHES
                : Tally.Event.ABORTED_COMPACTIONS,
            1);
  }
}
