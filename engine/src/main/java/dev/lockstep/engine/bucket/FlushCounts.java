package dev.lockstep.engine.bucket;

/**
 * What came of the flushes of a vbucket since it was opened or created.
 *
 * @param flushes commits that succeeded
 * @param writes that they committed
 * @param failures attempts that failed; each is followed by a retry unless {@code refused} says otherwise
 * @param refused writes that were taken and could not be committed
 */
public record FlushCounts(long flushes, long writes, long failures, long refused) {
  static final FlushCounts NONE = new FlushCounts(0, 0, 0, 0);

  FlushCounts plusFlush(int committed) {
    return new FlushCounts(flushes + 1, writes + committed, failures, refused);
  }

  FlushCounts plusFailure() {
    return new FlushCounts(flushes, writes, failures + 1, refused);
  }

  FlushCounts plusRefused(int dropped) {
    return new FlushCounts(flushes, writes, failures, refused + dropped);
  }

  FlushCounts plus(FlushCounts other) {
    return new FlushCounts(
        flushes + other.flushes,
        writes + other.writes,
        failures + other.failures,
        refused + other.refused);
  }
}
