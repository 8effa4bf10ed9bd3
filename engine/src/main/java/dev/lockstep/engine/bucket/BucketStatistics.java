package dev.lockstep.engine.bucket;

import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.schedule.CompactionCounts;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a bucket counts, per vbucket and in total. The numbers on disk of one vbucket are of one commit;
 * those of its queue are of one later moment; vbuckets are read one after the other.
 *
 * @param vbuckets each one that is open, in ascending order of numbers
 * @param damaged each one that could not be opened, in the same order
 * @param latencies how long operations took since the bucket was opened; only those that happened
 */
public record BucketStatistics(
    List<OfVBucket> vbuckets,
    List<DamagedVBucket> damaged,
    Map<Instruments.Operation, Latencies> latencies) {

  /**
   * What one vbucket counts.
   *
   * @param disk of its newest commit
   * @param highSeqno the seqno of the last write taken; {@code disk.persistedSeqno} is the last committed
   * @param queued writes that were taken and are not committed
   * @param flushes since it was opened or created
   * @param compactions of its number, since the bucket was opened
   */
  public record OfVBucket(
      VBucketStatistics disk,
      long highSeqno,
      int queued,
      FlushCounts flushes,
      CompactionCounts compactions) {}

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

  /** The flushes of all vbuckets. */
  public FlushCounts flushes() {
    return vbuckets.stream().map(OfVBucket::flushes).reduce(FlushCounts.NONE, FlushCounts::plus);
  }

  /** The compactions of all vbuckets. */
  public CompactionCounts compactions() {
    return vbuckets.stream()
        .map(OfVBucket::compactions)
        .reduce(CompactionCounts.NONE, CompactionCounts::plus);
  }
}
