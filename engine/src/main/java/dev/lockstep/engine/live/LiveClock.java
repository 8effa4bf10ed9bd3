package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The system's clocks. */
final class LiveClock implements Clock {

  @Override
  public long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
