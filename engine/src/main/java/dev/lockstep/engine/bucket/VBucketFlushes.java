package dev.lockstep.engine.bucket;

import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.NotPreparedException;
import dev.lockstep.engine.vbucket.SeqnoTakenException;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.engine.vbucket.WritesRefusedException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flushes of one attachment of a vbucket, and its end:
 *
 * <ol>
 *   <li>What is taken is announced to the flusher.
 *   <li>A flush begins with all that waits.
 *   <li>It is committed; or it failed, and what it took waits again; or it is in doubt, and what it took
 *       stays where it is until the flusher has found out.
 *   <li>The attachment ends when the vbucket is deleted, rolled back or closed, or when what waits can
 *       never be written: a reason is set, nothing is taken any more, what waits is refused.
 * </ol>
 *
 * <p>Whoever calls holds the lock of the shard.
 */
final class VBucketFlushes {
  private final int id;
  private final VBucket vbucket;
  private final Shard shard;
  private final WriteQueue queue;
  private final FlushPace pace;
  private final VBucketInstruments instruments;

  /** What a flush took is in doubt, and no flusher is at it now. */
  private boolean inDoubt;

  private @Nullable IOException refusal;

  /** What the shard has been told that the queue holds. */
  private long bytesCounted;

  /** Writes that were taken and then refused, of which whoever closes has not been told. */
  private int untoldRefusals;

  VBucketFlushes(int id, VBucket vbucket, Shard shard, WriteQueue queue) {
    this.id = id;
    this.vbucket = vbucket;
    this.shard = shard;
    this.queue = queue;
    this.pace = new FlushPace(shard.platform().clock(), shard.options());
    this.instruments = shard.instruments().ofVBucket(id);
  }

  int id() {
    return id;
  }

  VBucket vbucket() {
    return vbucket;
  }

  /** What measures it; without the lock. */
  VBucketInstruments instruments() {
    return instruments;
  }

  // Before a flush.

  /** Something was taken that waits now. */
  void announce() {
    countBytes();
    if (queue.waitingSize() <= 1) {
      pace.begins();
    }
    shard.hasWork(this);
  }

  /** Whether a flusher is at it. */
  boolean isRunning() {
    return queue.isFlushing() && !inDoubt;
  }

  /** Tells the shard how many bytes more or fewer the queue holds than when it was told last. */
  private void countBytes() {
    long bytes = queue.bytes();
    shard.addQueuedBytes(bytes - bytesCounted);
    bytesCounted = bytes;
  }

  /** Whether the write that was taken last left no room for others, so that the flusher need not wait. */
  boolean hasJustFilled() {
    return queue.waitingSize() == shard.options().batchSize() || !shard.hasRoom();
  }

  /** How long until the next flush should begin; not above 0: now. */
  long nanosUntilDue() {
    boolean isBatch = queue.waitingSize() >= shard.options().batchSize();
    return pace.nanosUntilDue(isBatch || !shard.hasRoom());
  }

  /** Begins a flush; empty where an earlier one is in doubt, which the flusher has to settle first. */
  Optional<WriteBatch> begin() {
    if (inDoubt) {
      inDoubt = false;
      return Optional.empty();
    }
    return Optional.of(queue.beginFlush());
  }

  // After it.

  /** The flush was committed. Returns how many writes it took. */
  int committed(FlushResult result) {
    int writes = queue.committed(result.highSeqno());
    shard.count(id, FlushCounts.committed(writes));
    pace.succeeded();
    goOn();
    return writes;
  }

  /**
   * The flush failed: it will be tried again, unless nothing can be written any more. Returns how many
   * attempts have failed in a row.
   */
  int failed(IOException cause) {
    queue.putBack();
    shard.count(id, FlushCounts.FAILURE);
    if (isFinal(cause) || shard.isClosing()) {
      refuse(
          cause instanceof VBucketClosedException ? cause : new WritesRefusedException(id, cause));
    }
    int attempts = pace.failed();
    goOn();
    return attempts;
  }

  /**
   * Whether the flush survives is not known: what it took stays where it is until that is, for to write it
   * once more might be to count it twice. Returns how many attempts have failed in a row.
   */
  int leftInDoubt(IOException cause) {
    if (shard.isClosing()) {
      return failed(cause);
    }
    inDoubt = true;
    shard.count(id, FlushCounts.FAILURE);
    int attempts = pace.failed();
    if (refusal != null) {
      refuse(refusal);
    } else {
      shard.hasWork(this);
    }
    shard.progress().signalAll();
    return attempts;
  }

  /** Failures that another attempt would meet again. */
  private static boolean isFinal(IOException cause) {
    return cause instanceof VBucketClosedException
        || cause instanceof SeqnoTakenException
        || cause instanceof NotPreparedException
        || cause instanceof WrongCollectionException;
  }

  private void goOn() {
    countBytes();
    if (refusal != null) {
      dropWaiting();
    } else if (queue.hasWork()) {
      shard.hasWork(this);
    }
    shard.progress().signalAll();
  }

  // The end.

  /** From now on nothing is taken, and what waits is forgotten. A flush that runs may still succeed. */
  void refuse(IOException reason) {
    if (refusal == null) {
      refusal = reason;
    }
    giveUpDoubt();
    dropWaiting();
    shard.hasNoWork(this);
    shard.progress().signalAll();
  }

  /** Nobody will find out any more. */
  private void giveUpDoubt() {
    if (inDoubt) {
      inDoubt = false;
      queue.putBack();
    }
  }

  private void dropWaiting() {
    int dropped = queue.drop();
    countBytes();
    untoldRefusals += dropped;
    shard.count(id, FlushCounts.refused(dropped));
  }

  /** The flusher has ended: no flush runs any more, and none will. */
  void abandon(IOException reason) {
    if (isRunning()) { // What is in doubt, refuse() puts back.
      queue.putBack();
    }
    refuse(reason);
  }

  /** How many writes were taken and then refused; tells it once. */
  int tellRefusals() {
    int refusals = untoldRefusals;
    untoldRefusals = 0;
    return refusals;
  }

  /** Why nothing is taken any more. */
  Optional<IOException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Whether anything is taken. */
  boolean isTaking() {
    return refusal == null && !shard.isClosing();
  }

  /**
   * Stops who wants something to be taken that is not.
   *
   * @throws IOException if nothing is taken any more
   */
  void checkTaking() throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    if (shard.isClosing()) {
      throw new VBucketClosedException();
    }
  }

  /**
   * Stops who waits for something to be persisted that will not be.
   *
   * @param what waits, in the exception's message
   */
  void checkPersisting(String what) throws NotPersistedException {
    if (refusal != null && !queue.isFlushing()) {
      throw new NotPersistedException(id, what, refusal);
    }
  }
}
