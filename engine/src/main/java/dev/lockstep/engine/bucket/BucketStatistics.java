package dev.lockstep.engine.bucket;

import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.schedule.CompactionCounts;
import dev.lockstep.engine.vbucket.CompactionProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a bucket counts, per vbucket and in total. The numbers on disk of one vbucket are of one commit;
 * those of its queue are of one later moment; vbuckets are read one after the other, totals last.
 *
 * <p>What happened is counted and measured by the vbucket's number, since the bucket was opened: a vbucket
 * that is deleted and created again goes on from there, and one that is deleted stays in the totals. So
 * none of these numbers ever falls.
 *
 * @param vbuckets each one that is open, in ascending order of numbers
 * @param damaged each one that could not be opened, in the same order
 * @param flushes of all vbuckets
 * @param compactions of all vbuckets
 * @param latencies how long operations took, of all vbuckets; only those that happened
 */
public record BucketStatistics(
    List<OfVBucket> vbuckets,
    List<DamagedVBucket> damaged,
    FlushCounts flushes,
    CompactionCounts compactions,
    Map<Instruments.Operation, Latencies> latencies) {

  /**
   * What one vbucket counts.
   *
   * @param disk of its newest commit
   * @param highSeqno the seqno of the last write taken; {@code disk.persistedSeqno} is the last committed
   * @param queued writes that were taken and are not committed
   * @param queuedBytes their ids and bodies
   * @param flushes what came of them
   * @param compactions what came of them
   * @param compaction what the one that runs now told last; empty where none runs, or it has told nothing
   *     yet
   * @param latencies how long operations took; only those that happened
   */
  public record OfVBucket(
      VBucketStatistics disk,
      long highSeqno,
      int queued,
      long queuedBytes,
      FlushCounts flushes,
      CompactionCounts compactions,
      Optional<CompactionProgress> compaction,
      Map<Instruments.Operation, Latencies> latencies) {

    public OfVBucket {
      latencies = Map.copyOf(latencies);
    }
  }

  public BucketStatistics {
    vbuckets = List.copyOf(vbuckets);
    damaged = List.copyOf(damaged);
    latencies = Map.copyOf(latencies);
  }

  /** The sum of one number over all vbuckets. */
  public long total(ToLongFunction<VBucketStatistics> number) {
    return vbuckets.stream().map(OfVBucket::disk).mapToLong(number).sum();
  }

  /** The percentage of all files that no newest commit needs, 0 to 100. */
  public int fragmentationPercent() {
    return VBucketStatistics.fragmentationPercent(
        total(VBucketStatistics::fileSize), total(VBucketStatistics::liveSize));
  }

  /** Writes of all vbuckets that were taken and are not committed. */
  public long queued() {
    return vbuckets.stream().mapToLong(OfVBucket::queued).sum();
  }

  /** The bytes of their ids and bodies. */
  public long queuedBytes() {
    return vbuckets.stream().mapToLong(OfVBucket::queuedBytes).sum();
  }
}
