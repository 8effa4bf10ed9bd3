package dev.lockstep.engine.bucket;

import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.ReopenResult;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.engine.vbucket.WritesRefusedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/**
 * What one flusher does until its shard is closed:
 *
 * <ol>
 *   <li>Wait for a vbucket that is due: enough is queued, it has waited long enough, or the shard closes.
 *   <li>Take all that is queued for it.
 *   <li>Commit that, without the lock: clients go on reading it and queueing more.
 *   <li>If it is not known whether that commit survives, reopen the vbucket, which looks. While that fails
 *       too, the writes stay where they are, and this step is tried again instead of the next flush.
 *   <li>Say how it went: committed writes are dropped, those of a failed commit are queued again in their
 *       place; whoever waits looks again.
 *   <li>When it ends, for whatever reason, refuse what is left, so that nobody waits for ever.
 * </ol>
 */
final class FlusherLoop implements Runnable {
  private final Shard shard;
  private final FlushListener listener;

  FlusherLoop(Shard shard, FlushListener listener) {
    this.shard = shard;
    this.listener = listener;
  }

  /**
   * What is due.
   *
   * @param batch empty where an earlier one is in doubt
   */
  private record Flush(VBucketFlushes vbucket, Optional<WriteBatch> batch) {}

  @Override
  public void run() {
    try {
      for (Optional<Flush> next = next(); next.isPresent(); next = next()) {
        if (next.get().batch.isPresent()) {
          commit(next.get().vbucket, next.get().batch.get());
        } else {
          settle(next.get().vbucket);
        }
      }
    } finally {
      shard.end();
    }
  }

  /** Steps 1 and 2. */
  private Optional<Flush> next() {
    shard.lock().lock();
    try {
      return shard.awaitDue().map(vbucket -> new Flush(vbucket, vbucket.begin()));
    } finally {
      shard.lock().unlock();
    }
  }

  /** Step 3. */
  private void commit(VBucketFlushes vbucket, WriteBatch batch) {
    long begun = vbucket.instruments().begun();
    long start = shard.platform().clock().monotonicNanos();
    try {
      FlushResult result = vbucket.vbucket().flush(batch);
      vbucket.instruments().ended(Instruments.Operation.FLUSH, begun);
      succeeded(vbucket, result, shard.platform().clock().monotonicNanos() - start);
    } catch (CommitUncertainException doubt) {
      settle(vbucket);
    } catch (WritesRefusedException refused) {
      takeUpWrites(vbucket, refused);
    } catch (IOException cause) {
      failed(vbucket, cause);
    }
  }

  /** Step 4, of a batch that is in doubt. */
  private void settle(VBucketFlushes vbucket) {
    long start = shard.platform().clock().monotonicNanos();
    try {
      ReopenResult found = vbucket.vbucket().reopen();
      if (found.fate() == ReopenResult.Fate.COMMITTED) {
        FlushResult result = new FlushResult(found.previousSeqno() + 1, found.highSeqno());
        succeeded(vbucket, result, shard.platform().clock().monotonicNanos() - start);
      } else {
        failed(vbucket, new IOException("the commit did not survive its failed sync"));
      }
    } catch (VBucketClosedException closed) {
      failed(vbucket, closed);
    } catch (IOException cause) {
      tell(vbucket, cause, VBucketFlushes::leftInDoubt);
    }
  }

  /** Step 4, of a batch that was not begun: something else is in doubt. */
  private void takeUpWrites(VBucketFlushes vbucket, WritesRefusedException refused) {
    try {
      vbucket.vbucket().reopen();
      failed(vbucket, refused);
    } catch (IOException cause) {
      failed(vbucket, cause);
    }
  }

  /** Step 5. */
  private void succeeded(VBucketFlushes vbucket, FlushResult result, long nanos) {
    int writes;
    shard.lock().lock();
    try {
      writes = vbucket.committed(result);
    } finally {
      shard.lock().unlock();
    }
    listener.flushed(vbucket.id(), result, writes, nanos);
  }

  private void failed(VBucketFlushes vbucket, IOException cause) {
    tell(vbucket, cause, VBucketFlushes::failed);
  }

  private void tell(
      VBucketFlushes vbucket, IOException cause, ToIntBiFunction<VBucketFlushes, IOException> end) {
    int attempts;
    shard.lock().lock();
    try {
      attempts = end.applyAsInt(vbucket, cause);
    } finally {
      shard.lock().unlock();
    }
    listener.flushFailed(vbucket.id(), cause, attempts);
  }
}
