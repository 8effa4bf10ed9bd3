package dev.lockstep.engine.bucket;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.schedule.AutoCompactionOptions;
import java.util.Optional;

/**
 * How a bucket is opened and kept.
 *
 * @param vbuckets the vbuckets {@code 0 .. vbuckets - 1} are created by the opening if they are not there
 * @param vbucket how each vbucket is opened and kept
 * @param flush how writes get to the disk
 * @param listener hears of flushes
 * @param compactionsMax how many compactions run at a time at most
 * @param autoCompaction when a vbucket is compacted without being asked for; empty: never
 */
public record BucketOptions(
    int vbuckets,
    VBucketOptions vbucket,
    FlushOptions flush,
    FlushListener listener,
    int compactionsMax,
    Optional<AutoCompactionOptions> autoCompaction) {

  public BucketOptions {
    checkRange("vbuckets", vbuckets, 1, VBucketFileName.VBUCKET_MAX);
    checkRange("compactions at a time", compactionsMax, 1, Integer.MAX_VALUE);
  }

  /** 16 vbuckets, one compaction at a time and none that nobody asked for; all else as the parts have it. */
  public static BucketOptions defaults() {
    return new BucketOptions(
        16,
        VBucketOptions.defaults(),
        FlushOptions.defaults(),
        FlushListener.NONE,
        1,
        Optional.empty());
  }

  public BucketOptions withVBuckets(int value) {
    return new BucketOptions(value, vbucket, flush, listener, compactionsMax, autoCompaction);
  }

  public BucketOptions withVBucket(VBucketOptions value) {
    return new BucketOptions(vbuckets, value, flush, listener, compactionsMax, autoCompaction);
  }

  public BucketOptions withFlush(FlushOptions value) {
    return new BucketOptions(vbuckets, vbucket, value, listener, compactionsMax, autoCompaction);
  }

  public BucketOptions withListener(FlushListener value) {
    return new BucketOptions(vbuckets, vbucket, flush, value, compactionsMax, autoCompaction);
  }

  public BucketOptions withCompactionsMax(int value) {
    return new BucketOptions(vbuckets, vbucket, flush, listener, value, autoCompaction);
  }

  /** Vbuckets are compacted without being asked for, as these say. */
  public BucketOptions withAutoCompaction(AutoCompactionOptions value) {
    return new BucketOptions(
        vbuckets, vbucket, flush, listener, compactionsMax, Optional.of(value));
  }
}
