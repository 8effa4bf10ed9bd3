package dev.lockstep.engine.bucket;

import static dev.lockstep.engine.invariant.Argument.checkRange;

/**
 * How writes get from the queues to the disk. A commit takes everything that is queued for a vbucket,
 * so what is on disk is always the vbucket as it was after some write.
 *
 * @param flushers how many tasks flush; vbucket {@code v} belongs to flusher {@code v mod flushers}
 * @param batchSize how many queued writes of a vbucket are flushed without waiting for more
 * @param delayNanos how long the first of fewer waits for others to be committed with
 * @param queueSizeMax how many writes of a vbucket may wait or be in a flush
 * @param queuedBytesMax how many bytes of ids and bodies may wait for one flusher or be in its flush, of all
 *     its vbuckets, before further writes wait. One write more may be among them, so that one that is larger
 *     by itself is taken too. Where there are so many, nothing waits for others to be committed with
 * @param retryDelayNanos how long after a failed flush the next attempt is made
 */
public record FlushOptions(
    int flushers,
    int batchSize,
    long delayNanos,
    int queueSizeMax,
    long queuedBytesMax,
    long retryDelayNanos) {
  private static final FlushOptions DEFAULTS =
      new FlushOptions(2, 1_000, 0, 10_000, 1L << 26, 1_000_000_000L);

  public FlushOptions {
    checkRange("flushers", flushers, 1, Integer.MAX_VALUE);
    checkRange("writes in a queue", queueSizeMax, 1, Integer.MAX_VALUE);
    checkRange("bytes that wait for a flusher", queuedBytesMax, 1, Long.MAX_VALUE);
    checkRange("batch size", batchSize, 1, queueSizeMax);
    checkRange("nanoseconds of delay", delayNanos, 0, Long.MAX_VALUE);
    checkRange("nanoseconds until a retry", retryDelayNanos, 0, Long.MAX_VALUE);
  }

  /** Two flushers, no delay, ten thousand writes a vbucket, 64 MiB a flusher, a second between attempts. */
  public static FlushOptions defaults() {
    return DEFAULTS;
  }

  public FlushOptions withFlushers(int value) {
    return new FlushOptions(
        value, batchSize, delayNanos, queueSizeMax, queuedBytesMax, retryDelayNanos);
  }

  public FlushOptions withBatchSize(int value) {
    return new FlushOptions(
        flushers, value, delayNanos, queueSizeMax, queuedBytesMax, retryDelayNanos);
  }

  public FlushOptions withDelayNanos(long value) {
    return new FlushOptions(
        flushers, batchSize, value, queueSizeMax, queuedBytesMax, retryDelayNanos);
  }

  public FlushOptions withQueueSizeMax(int value) {
    return new FlushOptions(
        flushers, Math.min(batchSize, value), delayNanos, value, queuedBytesMax, retryDelayNanos);
  }

  public FlushOptions withQueuedBytesMax(long value) {
    return new FlushOptions(flushers, batchSize, delayNanos, queueSizeMax, value, retryDelayNanos);
  }

  public FlushOptions withRetryDelayNanos(long value) {
    return new FlushOptions(flushers, batchSize, delayNanos, queueSizeMax, queuedBytesMax, value);
  }
}
