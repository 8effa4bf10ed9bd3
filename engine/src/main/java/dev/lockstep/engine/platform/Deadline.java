package dev.lockstep.engine.platform;

import org.jspecify.annotations.Nullable;

/** How long somebody waits. */
public final class Deadline {
  /** Waits as long as it takes. */
  public static final Deadline NEVER = new Deadline(null, 0);

  private final @Nullable Clock clock;
  private final long endNanos;

  private Deadline(@Nullable Clock clock, long endNanos) {
    this.clock = clock;
    this.endNanos = endNanos;
  }

  /** Waits for {@code nanos} from now. */
  public static Deadline in(long nanos, Clock clock) {
    long now = clock.monotonicNanos();
    return new Deadline(clock, now + Math.min(nanos, Long.MAX_VALUE - Math.max(now, 0)));
  }

  /** Waits for a signal; false if the time has passed. */
  public boolean await(Condition condition) {
    if (clock == null) {
      condition.await();
      return true;
    }
    long left = endNanos - clock.monotonicNanos();
    return left > 0 && (condition.awaitNanos(left) || clock.monotonicNanos() < endNanos);
  }
}
