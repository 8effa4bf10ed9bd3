package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.Instruments;
import dev.lockstep.engine.bucket.Latencies;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Measures in histograms and shows the bucket as a JMX bean while it is open.
 *
 * <p>Recording takes no lock. How long a compaction holds the write lock is measured from a milestone
 * that it reaches to the next one, or to what its listener hears, all on one thread.
 */
final class LiveInstruments implements Instruments, MilestoneListener {
  private static final System.Logger LOG = System.getLogger(LiveInstruments.class.getName());
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Clock clock = new LiveClock();
  private final Map<Operation, Histogram> histograms = new EnumMap<>(Operation.class);
  private final ThreadLocal<Long> lockedAt = new ThreadLocal<>();
  private final String directory;
  private final DirectoryLock lock;
  private final BucketBean bean;

  /** Gives the lock of the directory back when the bucket is closed. */
  LiveInstruments(Path directory, DirectoryLock lock) {
    for (Operation operation : Operation.values()) {
      histograms.put(operation, new ConcurrentHistogram(SIGNIFICANT_DIGITS));
    }
    this.directory = directory.toString();
    this.lock = lock;
    this.bean = new BucketBean(directory);
  }

  @Override
  public long begun() {
    return clock.monotonicNanos();
  }

  @Override
  public void ended(Operation operation, long begun) {
    histogram(operation).recordValue(Math.max(0, clock.monotonicNanos() - begun));
  }

  @Override
  public void reached(String milestone, String subject, long value) {
    if (milestone.equals(Milestones.FINAL_CATCH_UP_LOCKED)
        || milestone.equals(Milestones.FLUSHER_HELD_BACK)
        || milestone.equals(Milestones.FLUSHER_HELD_BACK_AGAIN)) {
      lockedAt.set(begun());
    } else if (milestone.equals(Milestones.FILE_SWITCHED)) {
      unlocked(Operation.FLUSHER_STALL);
    }
  }

  private void unlocked(Operation operation) {
    Optional.ofNullable(lockedAt.get()).ifPresent(begun -> ended(operation, begun));
    lockedAt.remove();
  }

  @Override
  public CompactionListener compactionListener(int vbucket) {
    return new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        CompactionProgressEvent.emit(directory, vbucket, progress);
      }

      @Override
      public void flusherLetGo() {
        unlocked(Operation.FLUSHER_HELD_BACK);
      }
    };
  }

  @Override
  public Map<Operation, Latencies> latencies() {
    Map<Operation, Latencies> latencies = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      Histogram copy = histogram(operation).copy();
      if (copy.getTotalCount() > 0) {
        latencies.put(operation, latencies(copy));
      }
    }
    return latencies;
  }

  private static Latencies latencies(Histogram histogram) {
    return new Latencies(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }

  private Histogram histogram(Operation operation) {
    return Objects.requireNonNull(histograms.get(operation), operation::name);
  }

  @Override
  public void opened(Bucket bucket) {
    bean.register(bucket);
  }

  @Override
  public void closing() {
    bean.unregister();
  }

  @Override
  public void closed() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot give back the lock of " + directory, e);
    }
  }
}
