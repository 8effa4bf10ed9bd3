package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.Schedule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same schedule gave two different executions: the code under test looks at something that the
 * simulation does not control, such as a clock, a random number, a static variable or the order of a
 * HashMap.
 */
public final class NondeterminismException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Schedule schedule;

  NondeterminismException(String explanation) {
    super(explanation);
    this.schedule = null;
  }

  /** It was this schedule. */
  NondeterminismException(String explanation, Schedule schedule) {
    super(explanation);
    this.schedule = schedule;
  }

  NondeterminismException(ScheduleMismatchException cause, Schedule schedule) {
    super("the same schedule could not be run twice: " + cause.getMessage(), cause);
    this.schedule = schedule;
  }

  /** The schedule as it was run first; empty where only a part of it had been. */
  public Optional<Schedule> schedule() {
    return Optional.ofNullable(schedule);
  }
}
