package dev.lockstep.engine.schedule;

import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Deadline;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.VBucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the task of auto-compaction does until the bucket is closed:
 *
 * <ol>
 *   <li>Wait for the interval, or for the end.
 *   <li>Outside the window of the day look at nothing. Else read what each vbucket counts, and leave out
 *       those whose file is as their last compaction here left it: another would win nothing.
 *   <li>Let {@link AutoCompaction#choose} say which to compact.
 *   <li>Ask for those compactions, and wait until all are answered, so that no second one is ever asked
 *       for while the first waits or runs. Note what each left.
 * </ol>
 *
 * <p>A compaction that fails is told to the log; after it, as after one that gave up, the next look may choose
 * the vbucket again.
 */
public final class AutoCompactionLoop implements Runnable {
  private static final System.Logger LOG = System.getLogger(AutoCompactionLoop.class.getName());
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Asks for a compaction. */
  @FunctionalInterface
  public interface Requests {
    CompactionTicket request(int vbucket, CompactionOptions options);
  }

  private record FileState(long revision, long fileSize) {
    static FileState of(VBucketStatistics vbucket) {
      return new FileState(vbucket.revision(), vbucket.fileSize());
    }
  }

  private final AutoCompactionOptions options;
  private final VBuckets vbuckets;
  private final Requests requests;
  private final Clock clock;
  private final Mutex mutex;
  private final Condition closing;

  /** Under the mutex. */
  private boolean closed;

  /** How the last compactions left the files. Of the task itself. */
  private final Map<Integer, FileState> left = new TreeMap<>();

  public AutoCompactionLoop(
      Platform platform, AutoCompactionOptions options, VBuckets vbuckets, Requests requests) {
    this.options = options;
    this.vbuckets = vbuckets;
    this.requests = requests;
    this.clock = platform.clock();
    this.mutex = platform.newMutex("auto-compaction");
    this.closing = mutex.newCondition("the end of auto-compaction");
  }

  @Override
  public void run() {
    while (awaitInterval()) {
      compactChosen(Math.floorDiv(clock.epochNanos(), NANOS_PER_SECOND));
    }
  }

  /** Step 1. False when the bucket is being closed. */
  private boolean awaitInterval() {
    mutex.lock();
    try {
      Deadline deadline = Deadline.in(options.intervalSeconds() * NANOS_PER_SECOND, clock);
      boolean isTimeLeft = true;
      while (!closed && isTimeLeft) {
        isTimeLeft = deadline.await(closing);
      }
      return !closed;
    } finally {
      mutex.unlock();
    }
  }

  /** Steps 2 to 4. */
  private void compactChosen(long nowSeconds) {
    if (!options.window().contains(nowSeconds)) {
      return;
    }
    List<Integer> chosen = AutoCompaction.choose(changed(), options, nowSeconds);
    CompactionOptions how = AutoCompaction.compaction(options, nowSeconds);
    Map<Integer, CompactionTicket> asked = new TreeMap<>();
    for (int vbucket : chosen) {
      asked.put(vbucket, requests.request(vbucket, how));
    }
    asked.forEach(this::awaitEnd);
  }

  private List<VBucketStatistics> changed() {
    List<VBucketStatistics> changed = new ArrayList<>();
    for (int id : vbuckets.all().keySet()) {
      statistics(id)
          .filter(vbucket -> !FileState.of(vbucket).equals(left.get(id)))
          .ifPresent(changed::add);
    }
    return changed;
  }

  /** Empty where the vbucket is gone meanwhile, or cannot be read. */
  private Optional<VBucketStatistics> statistics(int id) {
    try {
      VBucket vbucket = vbuckets.get(id);
      return Optional.of(vbucket.statistics());
    } catch (VBucketClosedException e) {
      LOG.log(System.Logger.Level.DEBUG, "vbucket " + id + " is gone", e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "vbucket " + id + " cannot be counted", e);
    }
    return Optional.empty();
  }

  private void awaitEnd(int id, CompactionTicket ticket) {
    try {
      CompactionResult result = ticket.await();
      if (result.status() == CompactionResult.Status.SWITCHED) {
        statistics(id).ifPresent(vbucket -> left.put(id, FileState.of(vbucket)));
      }
    } catch (CompactionCancelledException e) {
      LOG.log(System.Logger.Level.DEBUG, "vbucket " + id + " is not compacted", e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the compaction of vbucket " + id + " failed", e);
    }
  }

  /** Asks for nothing any more, once what was asked for is answered; does not wait for that. */
  public void close() {
    mutex.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      mutex.unlock();
    }
  }
}
