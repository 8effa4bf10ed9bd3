package dev.lockstep.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private final StoppedClock clock = new StoppedClock();
  private final NotedWaits condition = new NotedWaits();

  @Test
  void waitsForWhatIsLeft() {
    clock.monotonicNanos = 1_000;
    Deadline deadline = Deadline.in(500, clock);
    clock.monotonicNanos = 1_200;
    assertThat(deadline.await(condition)).isTrue();
    clock.monotonicNanos = 1_500;
    assertThat(deadline.await(condition)).isFalse();
    assertThat(condition.nanos).containsExactly(300L);
  }

  /** A monotonic clock counts from where it likes. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -5, 0, 5})
  void waitsLongWhereverTheClockStands(long now) {
    clock.monotonicNanos = now;
    assertThat(Deadline.in(Long.MAX_VALUE, clock).await(condition)).isTrue();
    assertThat(condition.nanos).singleElement().isEqualTo(Long.MAX_VALUE - Math.max(now, 0));
  }

  private static final class StoppedClock implements Clock {
    private long monotonicNanos;

    @Override
    public long epochNanos() {
      return 0;
    }

    @Override
    public long monotonicNanos() {
      return monotonicNanos;
    }
  }

  /** Notes how long it was waited for, and is signalled at once. */
  private static final class NotedWaits implements Condition {
    private final List<Long> nanos = new ArrayList<>();

    @Override
    public void await() {
      throw new AssertionError("waits without a deadline");
    }

    @Override
    public boolean awaitNanos(long waited) {
      return nanos.add(waited);
    }

    @Override
    public void signalAll() {
      throw new AssertionError("nobody waits");
    }
  }
}
