package dev.lockstep.stress.soak;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.schedule.CompactionCancelledException;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import java.io.IOException;
import java.util.SplittableRandom;

/** Asks a bucket for compactions of random vbuckets, one after the other, and calls some of them off. */
final class QueueCompactorTask {
  private static final int SEQNOS_KEPT_MAX = 1_000;
  private static final int CANCEL_ONE_IN = 8;

  private final Course course;
  private final Bucket bucket;
  private final int vbuckets;
  private final SplittableRandom random;

  QueueCompactorTask(Course course, Bucket bucket, int vbuckets, long seed) {
    this.course = course;
    this.bucket = bucket;
    this.vbuckets = vbuckets;
    this.random = new SplittableRandom(seed + vbuckets);
  }

  /** Asks until the soak is over. */
  void run() throws IOException {
    while (course.nextTurn()) {
      try {
        compact(random.nextInt(vbuckets));
      } catch (VBucketClosedException | CompactionCancelledException gone) {
        course.tally().add(Tally.Event.ABORTED_COMPACTIONS, 1);
      }
    }
  }

  private void compact(int id) throws IOException {
    long purgeUpTo = Math.max(0, bucket.persistedSeqno(id) - random.nextInt(SEQNOS_KEPT_MAX));
    CompactionTicket ticket =
        bucket.compact(id, CompactionOptions.defaults().withPurgeUpToSeqno(purgeUpTo));
    if (random.nextInt(CANCEL_ONE_IN) == 0) {
      ticket.cancel();
    }
    boolean isSwitched = ticket.await().status() == CompactionResult.Status.SWITCHED;
    course.tally().add(isSwitched ? Tally.Event.SWITCHES : Tally.Event.ABORTED_COMPACTIONS, 1);
  }
}
