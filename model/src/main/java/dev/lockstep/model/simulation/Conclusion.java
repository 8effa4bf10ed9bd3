package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How an execution has come to its end: because of its tasks, which is its result, or because of what is none
 * of their doing, which {@link #result} throws. What comes after the end changes nothing.
 */
final class Conclusion {
  private @Nullable Ending ending;
  private List<Waiting> waiting = List.of();
  private @Nullable Throwable failure;
  private @Nullable Throwable thrown;

  private final Predicate<Throwable> isAssumption;
  private @Nullable Throwable assumption;
  private final List<Integer> excusedAt = new ArrayList<>();

  /**
   * No end yet.
   *
   * @param isAssumption see {@link SimulationOptions#isAssumption}
   */
  Conclusion(Predicate<Throwable> isAssumption) {
    this.isAssumption = isAssumption;
  }

  /** Whether the execution has ended. */
  boolean isThere() {
    return ending != null;
  }

  /**
   * Lets no task go on after the end.
   *
   * @throws ExecutionAbandoned if the execution has ended
   */
  void throwIfThere() {
    if (ending != null) {
      throw new ExecutionAbandoned();
    }
  }

  void end(Ending how) {
    if (ending == null) {
      ending = how;
    }
  }

  /** No task can go on, and these have not ended. */
  void endDeadlocked(List<Waiting> left) {
    waiting = left;
    end(Ending.DEADLOCK);
  }

  /**
   * A task has thrown. Where an assumption has failed, its own or another's before, the task ends and the
   * others go on: who searches learns from their steps in which orders it does not fail, and which failures
   * do not depend on it.
   *
   * @param lastStep the last step of that task
   */
  void thrownByTask(Throwable escaped, int lastStep) {
    boolean isAssumed = isAssumption.test(escaped);
    if (HostError.is(escaped) || (assumption == null && !isAssumed)) {
      fail(escaped);
    } else if (ending == null && assumption == null) {
      assumption = escaped;
    } else if (ending == null && !isAssumed) {
      excusedAt.add(lastStep);
    }
  }

  /** Whether an assumption has failed, after which nothing is judged any more. */
  boolean isLeftOut() {
    return assumption != null;
  }

  /** A task, or a state, is not as it should be; or the JVM has failed, which is not up to the tasks. */
  void fail(Throwable escaped) {
    if (HostError.is(escaped)) {
      breakOff(escaped);
    } else if (ending == null) {
      failure = escaped;
      ending = Ending.TASK_FAILED;
    }
  }

  /** The chooser or the observer has thrown, or the JVM. */
  void breakOff(Throwable broken) {
    if (ending == null) {
      thrown = broken;
      ending = Ending.STOPPED;
    }
  }

  /** What came out; throws what the execution was broken off for. */
  SimulationResult result(Schedule schedule, Trace trace) {
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (ending == null) {
      throw new AssertionError("the tasks stopped, but the execution has not ended");
    }
    return new SimulationResult(
        ending,
        schedule,
        trace,
        Optional.ofNullable(failure),
        Optional.ofNullable(assumption),
        excusedAt,
        waiting);
  }
}
