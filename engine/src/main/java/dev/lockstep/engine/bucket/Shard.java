package dev.lockstep.engine.bucket;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.VBucketClosedException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The vbuckets of one flusher: the lock that guards their queues, and who waits for whom.
 *
 * <pre>
 * condition   who waits                                     who signals
 * work        the flusher, for something to flush           who takes a write; close
 * progress    writers, for room; awaitPersisted; whoever    the end of a flush; whoever refuses
 *             detaches a vbucket, for the end of its flush  further writes
 * </pre>
 *
 * <p>No file is touched under the lock.
 */
final class Shard {
  private final Platform platform;
  private final FlushOptions options;
  private final Instruments instruments;
  private final Mutex lock;
  private final Condition work;
  private final Condition progress;

  private final Set<VBucketFlushes> attached = new LinkedHashSet<>();

  /** Those with something to flush that are in no flush, the first one ready first. */
  private final Set<VBucketFlushes> ready = new LinkedHashSet<>();

  /** By the vbucket's number; what a later generation does is added to that of earlier ones. */
  private final Map<Integer, FlushCounts> counts = new TreeMap<>();

  /** Ids and bodies of all that waits or is in a flush. */
  private long queuedBytes;

  private boolean closing;
  private boolean ended;

  /** The flusher has ended though nobody closed the shard. */
  private boolean failed;

  Shard(Platform platform, FlushOptions options, Instruments instruments) {
    this.platform = platform;
    this.options = options;
    this.instruments = instruments;
    this.lock = platform.newMutex("write queues");
    this.work = lock.newCondition("work");
    this.progress = lock.newCondition("progress");
  }

  Platform platform() {
    return platform;
  }

  FlushOptions options() {
    return options;
  }

  Instruments instruments() {
    return instruments;
  }

  /** Guards all that follows. */
  Mutex lock() {
    return lock;
  }

  Condition progress() {
    return progress;
  }

  boolean isClosing() {
    return closing;
  }

  /**
   * Adds a vbucket, to be flushed from now on; where the flusher has ended it takes nothing, and says why.
   * Without the lock.
   */
  void attach(VBucketFlushes vbucket) {
    lock.lock();
    try {
      attached.add(vbucket);
      if (ended) {
        vbucket.refuse(whyEnded(vbucket));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes a vbucket: refuses what waits and ends when nothing of it is being written. Without the lock. */
  void detach(VBucketFlushes vbucket, IOException reason) {
    lock.lock();
    try {
      vbucket.refuse(reason);
      while (vbucket.isRunning()) {
        progress.await();
      }
      attached.remove(vbucket);
    } finally {
      lock.unlock();
    }
  }

  /** A write was taken: the flusher may have to hear of it. */
  void hasWork(VBucketFlushes vbucket) {
    if (!vbucket.isRunning() && (ready.add(vbucket) || vbucket.hasJustFilled())) {
      work.signalAll();
    }
  }

  /** There is nothing to flush any more. */
  void hasNoWork(VBucketFlushes vbucket) {
    ready.remove(vbucket);
  }

  /** Whether fewer bytes are queued than may be. */
  boolean hasRoom() {
    return queuedBytes < options.queuedBytesMax();
  }

  /** How many bytes are queued. */
  long queuedBytes() {
    return queuedBytes;
  }

  /** So many more are; fewer where it is below 0. */
  void addQueuedBytes(long more) {
    Invariant.check(
        queuedBytes + more >= 0, "%d bytes are queued, and %d more are", queuedBytes, more);
    queuedBytes += more;
  }

  /** What came of the flushes of a vbucket number. */
  FlushCounts counts(int vbucket) {
    return counts.getOrDefault(vbucket, FlushCounts.NONE);
  }

  /** Adds to them. */
  void count(int vbucket, FlushCounts more) {
    counts.merge(vbucket, more, FlushCounts::plus);
  }

  /** The sum over all numbers. Without the lock. */
  FlushCounts totalCounts() {
    lock.lock();
    try {
      return counts.values().stream().reduce(FlushCounts.NONE, FlushCounts::plus);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a vbucket that is due to be flushed; empty when the shard is closing and all is flushed. */
  Optional<VBucketFlushes> awaitDue() {
    while (!ready.isEmpty() || !closing) {
      long wait = Long.MAX_VALUE;
      for (VBucketFlushes vbucket : ready) {
        long left = closing ? 0 : vbucket.nanosUntilDue();
        if (left <= 0) {
          ready.remove(vbucket);
          return Optional.of(vbucket);
        }
        wait = Math.min(wait, left);
      }
      if (ready.isEmpty()) {
        work.await();
      } else {
        work.awaitNanos(wait);
      }
    }
    return Optional.empty();
  }

  /** The flusher takes nothing any more: refuses what is left. Without the lock. */
  void end() {
    lock.lock();
    try {
      failed = !closing;
      closing = true;
      ended = true;
      attached.forEach(vbucket -> vbucket.abandon(whyEnded(vbucket)));
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private VBucketClosedException whyEnded(VBucketFlushes vbucket) {
    return failed ? new FlusherEndedException(vbucket.id()) : new VBucketClosedException();
  }

  /**
   * From now on writes are refused; what is queued is flushed at once, and not tried again. Without the
   * lock.
   */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signalAll();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
