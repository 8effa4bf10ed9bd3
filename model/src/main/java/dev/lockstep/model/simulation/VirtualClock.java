package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Clock;

/**
 * Time that stands still until it is moved, so that what a file says about time does not depend on
 * the order of steps that commute. It starts at {@link #EPOCH_NANOS}.
 */
public final class VirtualClock implements Clock {
  /** 2026-01-01T00:00Z. */
  public static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;

  /** The same in seconds. */
  public static final long EPOCH_SECONDS = EPOCH_NANOS / 1_000_000_000;

  private long elapsedNanos;

  /** Moves the time on. */
  public void advance(long nanos) {
    Invariant.check(nanos >= 0, "time goes forward");
    elapsedNanos += nanos;
  }

  @Override
  public long epochNanos() {
    return EPOCH_NANOS + elapsedNanos;
  }

  @Override
  public long monotonicNanos() {
    return elapsedNanos;
  }
}
