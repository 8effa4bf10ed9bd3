package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.Trace;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs every n-th schedule of another scheduler a second time and compares the two traces. A
 * difference means that results cannot be trusted: it is thrown as {@link NondeterminismException},
 * from {@link #choose} or {@link #endExecution}.
 */
public final class RecheckScheduler implements Scheduler {
  private final Scheduler scheduler;
  private final long every;
  private long executions;
  private @Nullable SimulationResult original;
  private @Nullable ReplayScheduler replay;

  /** Rechecks the first of every {@code every} executions of {@code scheduler}. */
  public RecheckScheduler(Scheduler scheduler, long every) {
    this(scheduler, every, 0);
  }

  /** The same where {@code before} executions of the search came before. */
  public RecheckScheduler(Scheduler scheduler, long every, long before) {
    this.scheduler = scheduler;
    this.every = every;
    this.executions = before;
  }

  /** Whether the current execution is the second run of a schedule. */
  public boolean isRecheck() {
    return replay != null;
  }

  @Override
  public boolean beginExecution() {
    if (original != null && replay == null) {
      replay = new ReplayScheduler(original.schedule());
      return replay.beginExecution();
    }
    original = null;
    replay = null;
    return scheduler.beginExecution();
  }

  @Override
  public int choose(SchedulingPoint point) {
    if (replay == null) {
      return scheduler.choose(point);
    }
    try {
      return replay.choose(point);
    } catch (ScheduleMismatchException mismatch) {
      throw new NondeterminismException(mismatch, recheckedSchedule());
    }
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    if (replay == null) {
      return scheduler.fault(point, task, possible);
    }
    try {
      return replay.fault(point, task, possible);
    } catch (ScheduleMismatchException mismatch) {
      throw new NondeterminismException(mismatch, recheckedSchedule());
    }
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    if (replay == null) {
      scheduler.performed(index, task, step);
    }
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    if (replay == null) {
      scheduler.deadlocked(point);
    }
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    if (replay == null) {
      scheduler.timePasses(point);
    }
  }

  @Override
  public void reached(int task, String milestone, String subject, long value) {
    if (replay == null) {
      scheduler.reached(task, milestone, subject, value);
    }
  }

  @Override
  public void endExecution(SimulationResult result) {
    if (original != null) {
      requireSame(original, result);
      return;
    }
    if (executions % every == 0) {
      original = result;
    }
    executions++;
    scheduler.endExecution(result);
  }

  private Schedule recheckedSchedule() {
    return Objects.requireNonNull(original).schedule();
  }

  /** Compares two executions of one schedule. */
  public static void requireSame(SimulationResult original, SimulationResult again) {
    Trace before = original.trace();
    Trace after = again.trace();
    if (original.ending() != again.ending()) {
      throw new NondeterminismException(
          "the same schedule ended twice, " + original.ending() + " and " + again.ending(),
          original.schedule());
    }
    if (before.hash() != after.hash()) {
      throw new NondeterminismException(
          "the same schedule gave two traces, " + difference(before.steps(), after.steps()),
          original.schedule());
    }
  }

  private static String difference(List<Step> before, List<Step> after) {
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return "which part at step "
            + i
            + ": "
            + before.get(i).describe()
            + ", then "
            + after.get(i).describe();
      }
    }
    return before.isEmpty()
        ? "known by their hashes only: record the steps to see where they part"
        : "which differ in milestones or in the bytes written";
  }

  @Override
  public Coverage coverage() {
    return scheduler.coverage();
  }
}
