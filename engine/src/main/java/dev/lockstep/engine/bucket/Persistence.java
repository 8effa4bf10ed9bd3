package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Deadline;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import java.io.IOException;
import java.util.Optional;

/** Tells clients what is durable, and lets them wait for it. */
final class Persistence {
  private final Attachments attachments;
  private final Clock clock;

  Persistence(Attachments attachments, Clock clock) {
    this.attachments = attachments;
    this.clock = clock;
  }

  void await(int vbucket, long seqno) throws IOException {
    underLock(attachments.get(vbucket), writes -> awaitPersisted(writes, seqno, Deadline.NEVER));
  }

  boolean await(int vbucket, long seqno, long nanos) throws IOException {
    Deadline deadline = Deadline.in(nanos, clock);
    return underLock(attachments.get(vbucket), writes -> awaitPersisted(writes, seqno, deadline));
  }

  private static boolean awaitPersisted(VBucketWrites writes, long seqno, Deadline deadline)
      throws NotPersistedException {
    writes.checkGiven(seqno);
    while (writes.persistedSeqno() < seqno) {
      writes.flushes().checkPersisting("seqno " + seqno);
      if (!deadline.await(writes.shard().progress())) {
        return writes.persistedSeqno() >= seqno;
      }
    }
    return true;
  }

  private static void awaitStatePersisted(VBucketWrites writes, long number)
      throws NotPersistedException {
    while (writes.persistedStates() < number) {
      writes.flushes().checkPersisting("the state");
      writes.shard().progress().await();
    }
  }

  long highSeqno(int vbucket) throws IOException {
    return underLock(attachments.get(vbucket), VBucketWrites::highSeqno);
  }

  long persistedSeqno(int vbucket) throws IOException {
    return underLock(attachments.get(vbucket), VBucketWrites::persistedSeqno);
  }

  void setState(int vbucket, Lifecycle state) throws IOException {
    underLock(attachments.get(vbucket), writes -> {
      awaitStatePersisted(writes, writes.takeState(state));
      return true;
    });
  }

  /** Once the flushers have ended: whether every write that was taken was committed. Tells it once. */
  void checkNothingRefused() throws IOException {
    for (VBucketWrites writes : attachments.all()) {
      int refused = underLock(writes, one -> one.flushes().tellRefusals());
      Optional<IOException> reason = underLock(writes, one -> one.flushes().refusal());
      if (refused > 0 && reason.isPresent()) {
        throw new NotPersistedException(writes.id(), refused + " writes", reason.get());
      }
    }
  }

  /** What is asked of a vbucket's writes. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(VBucketWrites writes) throws IOException;
  }

  private static <T> T underLock(VBucketWrites writes, Question<T> question) throws IOException {
    writes.shard().lock().lock();
    try {
      return question.ask(writes);
    } finally {
      writes.shard().lock().unlock();
    }
  }
}
