package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Clock;

/**
 * When the next flush of a vbucket is due: when enough waits, when the first that waits has waited long
 * enough, or, after a failure, when it is time for another attempt. Whoever calls holds the lock of the
 * shard.
 */
final class FlushPace {
  private final Clock clock;
  private final FlushOptions options;
  private long dueNanos;
  private int failedAttempts;

  FlushPace(Clock clock, FlushOptions options) {
    this.clock = clock;
    this.options = options;
  }

  /** Something waits where nothing did before. */
  void begins() {
    if (failedAttempts == 0) {
      dueNanos = clock.monotonicNanos() + options.delayNanos();
    }
  }

  void succeeded() {
    failedAttempts = 0;
  }

  /** Returns how many attempts have failed in a row. */
  int failed() {
    failedAttempts++;
    dueNanos = clock.monotonicNanos() + options.retryDelayNanos();
    return failedAttempts;
  }

  /**
   * How long until the next flush should begin; not above 0: now.
   *
   * @param isFull whether so much waits that nobody should wait for more
   */
  long nanosUntilDue(boolean isFull) {
    if (failedAttempts == 0 && (isFull || options.delayNanos() == 0)) {
      return 0;
    }
    return dueNanos - clock.monotonicNanos();
  }
}
