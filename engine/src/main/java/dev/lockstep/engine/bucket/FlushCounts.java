package dev.lockstep.engine.bucket;

/**
 * What came of the flushes of a vbucket number since the bucket was opened.
 *
 * @param flushes commits that succeeded
 * @param writes that they committed
 * @param failures attempts that failed; each is followed by a retry unless {@code refused} says otherwise
 * @param refused writes that were taken and could not be committed
 */
public record FlushCounts(long flushes, long writes, long failures, long refused) {
  /** Of a vbucket that was never flushed. */
  public static final FlushCounts NONE = new FlushCounts(0, 0, 0, 0);

  /** Of one attempt that failed. */
  static final FlushCounts FAILURE = new FlushCounts(0, 0, 1, 0);

  /** Of one commit. */
  static FlushCounts committed(int writes) {
    return new FlushCounts(1, writes, 0, 0);
  }

  /** Of writes that were dropped. */
  static FlushCounts refused(int writes) {
    return new FlushCounts(0, 0, 0, writes);
  }

  FlushCounts plus(FlushCounts other) {
    return new FlushCounts(
        flushes + other.flushes,
        writes + other.writes,
        failures + other.failures,
        refused + other.refused);
  }
}
