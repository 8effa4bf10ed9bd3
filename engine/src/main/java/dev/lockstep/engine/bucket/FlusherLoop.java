package dev.lockstep.engine.bucket;

import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.util.Optional;

/**
 * What one flusher does until its shard is closed:
 *
 * <ol>
 *   <li>Wait for a vbucket that is due: enough is queued, it has waited long enough, or the shard closes.
 *   <li>Take all that is queued for it.
 *   <li>Commit that, without the lock: clients go on reading it and queueing more.
 *   <li>Say how it went: committed writes are dropped, those of a failed commit are queued again in their
 *       place; whoever waits looks again.
 *   <li>When it ends, for whatever reason, refuse what is left, so that nobody waits for ever.
 * </ol>
 */
final class FlusherLoop implements Runnable {
  private final Shard shard;
  private final FlushListener listener;
  private final Instruments instruments;

  FlusherLoop(Shard shard, FlushListener listener, Instruments instruments) {
    this.shard = shard;
    this.listener = listener;
    this.instruments = instruments;
  }

  private record Flush(VBucketWrites vbucket, WriteBatch batch) {}

  @Override
  public void run() {
    try {
      for (Optional<Flush> next = next(); next.isPresent(); next = next()) {
        commit(next.get());
      }
    } finally {
      shard.end();
    }
  }

  /** Steps 1 and 2. */
  private Optional<Flush> next() {
    shard.lock().lock();
    try {
      return shard.awaitDue().map(vbucket -> new Flush(vbucket, vbucket.beginFlush()));
    } finally {
      shard.lock().unlock();
    }
  }

  /** Step 3. */
  private void commit(Flush flush) {
    long begun = instruments.begun();
    long start = shard.platform().clock().monotonicNanos();
    try {
      FlushResult result = flush.vbucket.vbucket().flush(flush.batch);
      instruments.ended(Instruments.Operation.FLUSH, begun);
      succeeded(flush.vbucket, result, shard.platform().clock().monotonicNanos() - start);
    } catch (IOException cause) {
      failed(flush.vbucket, cause);
    }
  }

  /** Step 4. */
  private void succeeded(VBucketWrites vbucket, FlushResult result, long nanos) {
    int writes;
    shard.lock().lock();
    try {
      writes = vbucket.flushed(result);
    } finally {
      shard.lock().unlock();
    }
    listener.flushed(vbucket.id(), result, writes, nanos);
  }

  private void failed(VBucketWrites vbucket, IOException cause) {
    int attempts;
    shard.lock().lock();
    try {
      attempts = vbucket.flushFailed(cause);
    } finally {
      shard.lock().unlock();
    }
    listener.flushFailed(vbucket.id(), cause, attempts);
  }
}
