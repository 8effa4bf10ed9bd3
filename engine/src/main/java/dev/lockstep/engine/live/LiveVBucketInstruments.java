package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Instruments.Operation;
import dev.lockstep.engine.bucket.Latencies;
import dev.lockstep.engine.bucket.VBucketInstruments;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionProgress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures one vbucket number, and keeps what its compaction tells. At most one compaction of a number
 * runs at a time, also where an earlier generation's has not ended yet.
 */
final class LiveVBucketInstruments implements VBucketInstruments {
  private final Clock clock;
  private final String directory;
  private final int vbucket;
  private final Histograms histograms = new Histograms();

  /** When the compaction that a thread runs took the write lock. */
  private final ThreadLocal<Long> lockedAt = new ThreadLocal<>();

  /** What the running compaction told last; written by its thread. */
  private volatile @Nullable CompactionProgress progress;

  LiveVBucketInstruments(Clock clock, String directory, int vbucket) {
    this.clock = clock;
    this.directory = directory;
    this.vbucket = vbucket;
  }

  @Override
  public long begun() {
    return clock.monotonicNanos();
  }

  @Override
  public void ended(Operation operation, long begun) {
    histograms.record(operation, Math.max(0, clock.monotonicNanos() - begun));
    if (operation == Operation.COMPACTION) {
      progress = null;
    }
  }

  /** The compaction of this thread has the write lock. */
  void locked() {
    lockedAt.set(begun());
  }

  /** It is about to give the lock back, or has. */
  void unlocked(Operation operation) {
    Optional.ofNullable(lockedAt.get()).ifPresent(begun -> ended(operation, begun));
    lockedAt.remove();
  }

  @Override
  public CompactionListener compactionListener() {
    return new CompactionListener() {
      @Override
      public void progressed(CompactionProgress now) {
        progress = now;
        CompactionProgressEvent.emit(directory, vbucket, now);
      }

      @Override
      public void flusherLetGo() {
        unlocked(Operation.FLUSHER_HELD_BACK);
      }
    };
  }

  @Override
  public Map<Operation, Latencies> latencies() {
    return histograms.latencies();
  }

  Histograms histograms() {
    return histograms;
  }

  @Override
  public Optional<CompactionProgress> compaction() {
    return Optional.ofNullable(progress);
  }
}
