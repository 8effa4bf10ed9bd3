package dev.lockstep.engine.bucket;

import dev.lockstep.engine.vbucket.VBucketOptions;

/**
 * How a bucket is opened and kept.
 *
 * @param vbuckets the vbuckets {@code 0 .. vbuckets - 1} are created by the opening if they are not there
 * @param vbucket how each vbucket is opened and kept
 * @param flush how writes get to the disk
 * @param listener hears of flushes
 */
public record BucketOptions(
    int vbuckets, VBucketOptions vbucket, FlushOptions flush, FlushListener listener) {

  public BucketOptions {
    if (vbuckets < 1) {
      throw new IllegalArgumentException(vbuckets + " vbuckets: expected at least 1");
    }
  }

  /** 16 vbuckets, all else as the parts have it. */
  public static BucketOptions defaults() {
    return new BucketOptions(
        16, VBucketOptions.defaults(), FlushOptions.defaults(), FlushListener.NONE);
  }

  public BucketOptions withVBuckets(int value) {
    return new BucketOptions(value, vbucket, flush, listener);
  }

  public BucketOptions withVBucket(VBucketOptions value) {
    return new BucketOptions(vbuckets, value, flush, listener);
  }

  public BucketOptions withFlush(FlushOptions value) {
    return new BucketOptions(vbuckets, vbucket, value, listener);
  }

  public BucketOptions withListener(FlushListener value) {
    return new BucketOptions(vbuckets, vbucket, flush, value);
  }
}
