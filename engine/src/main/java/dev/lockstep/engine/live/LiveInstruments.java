package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.Instruments;
import dev.lockstep.engine.bucket.Latencies;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.VBucketFileName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures each vbucket in histograms and shows the bucket as a JMX bean while it is open.
 *
 * <p>What was measured of a vbucket number is kept until the bucket is closed, so no total falls when the
 * vbucket is deleted, and who still measures a deleted one is in no one's way. How long a compaction holds
 * the write lock is measured from a milestone that it reaches to the next one, or to what its listener
 * hears, all on one thread.
 */
final class LiveInstruments implements Instruments, MilestoneListener {
  private static final System.Logger LOG = System.getLogger(LiveInstruments.class.getName());

  private static final Set<String> LOCKED = Set.of(
      Milestones.FINAL_CATCH_UP_LOCKED,
      Milestones.FLUSHER_HELD_BACK,
      Milestones.FLUSHER_HELD_BACK_AGAIN);

  private final Clock clock = new LiveClock();
  private final Map<Integer, LiveVBucketInstruments> byVBucket = new ConcurrentHashMap<>();
  private final String directory;
  private final DirectoryLock lock;
  private final BucketBean bean;

  /** Gives the lock of the directory back when the bucket is closed. */
  LiveInstruments(Path directory, DirectoryLock lock) {
    this.directory = directory.toString();
    this.lock = lock;
    this.bean = new BucketBean(directory);
  }

  @Override
  public LiveVBucketInstruments ofVBucket(int vbucket) {
    return byVBucket.computeIfAbsent(
        vbucket, id -> new LiveVBucketInstruments(clock, directory, id));
  }

  @Override
  public Map<Operation, Latencies> latencies() {
    return Histograms.sum(
        byVBucket.values().stream().map(LiveVBucketInstruments::histograms).toList());
  }

  @Override
  public void reached(String milestone, String subject, long value) {
    if (LOCKED.contains(milestone)) {
      ofFile(subject).ifPresent(LiveVBucketInstruments::locked);
    } else if (milestone.equals(Milestones.FILE_SWITCHED)) {
      ofFile(subject).ifPresent(vbucket -> vbucket.unlocked(Operation.FLUSHER_STALL));
    }
  }

  private Optional<LiveVBucketInstruments> ofFile(String name) {
    return VBucketFileName.parse(name).map(file -> ofVBucket(file.vbucket()));
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
