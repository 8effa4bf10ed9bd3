package dev.lockstep.engine.bucket;

import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Condition;
import org.jspecify.annotations.Nullable;

/** How long somebody waits. */
final class Deadline {
  /** Waits as long as it takes. */
  static final Deadline NEVER = new Deadline(null, 0);

  private final @Nullable Clock clock;
  private final long endNanos;

  private Deadline(@Nullable Clock clock, long endNanos) {
    this.clock = clock;
    this.endNanos = endNanos;
  }

  /** Waits for {@code nanos} from now. */
  static Deadline in(long nanos, Clock clock) {
    long now = clock.monotonicNanos();
    return new Deadline(clock, now + Math.min(nanos, Long.MAX_VALUE - now));
  }

  /** Waits for a signal; false if the time has passed. */
  boolean await(Condition condition) {
    if (clock == null) {
      condition.await();
      return true;
    }
    long left = endNanos - clock.monotonicNanos();
    return left > 0 && (condition.awaitNanos(left) || clock.monotonicNanos() < endNanos);
  }
}
