package dev.lockstep.model.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The waits of one execution that end when their time is over. Time passes only where no task can go
 * on: then it is the earliest end of a wait, at once. So every execution in which the same steps
 * conflict in the same order sees the same times.
 */
final class TimedWaits {
  private final VirtualClock clock;
  private final List<Wait> waits = new ArrayList<>();

  TimedWaits(VirtualClock clock) {
    this.clock = clock;
  }

  private record Wait(WakeUp wakeUp, int task, long deadlineNanos) {
    boolean isOpen() {
      return !wakeUp.hasEnded();
    }
  }

  /** From now on the wait of {@code task} ends {@code nanos} from now. */
  void add(WakeUp wakeUp, int task, long nanos) {
    long now = clock.monotonicNanos();
    waits.add(new Wait(wakeUp, task, now + Math.min(nanos, Long.MAX_VALUE - now)));
  }

  /** Whether letting time pass would end a wait. */
  boolean isAnyOpen() {
    if (!waits.isEmpty()) {
      waits.removeIf(wait -> !wait.isOpen());
    }
    return !waits.isEmpty();
  }

  /** The task whose wait ends next. */
  int nextTask() {
    return next().task;
  }

  /** Moves the clock to the end of the wait that ends next. */
  void pass() {
    long deadline = next().deadlineNanos;
    clock.advance(Math.max(0, deadline - clock.monotonicNanos()));
    for (Wait wait : waits) {
      if (wait.deadlineNanos <= deadline) {
        wait.wakeUp.timeOut();
      }
    }
  }

  private Wait next() {
    Wait first = waits.get(0);
    for (Wait wait : waits) {
      if (wait.deadlineNanos < first.deadlineNanos) {
        first = wait;
      }
    }
    return first;
  }
}
