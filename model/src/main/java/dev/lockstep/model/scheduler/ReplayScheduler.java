package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Schedule;
import java.util.List;

/**
 * Takes one execution through a recorded schedule. Where the schedule ends in a crash the execution
 * is stopped there. Where schedule and execution do not fit, {@link ScheduleMismatchException} says
 * at which step and how.
 */
public final class ReplayScheduler implements Scheduler {
  private final Schedule schedule;
  private boolean begun;
  private boolean ended;

  public ReplayScheduler(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public boolean beginExecution() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int step = point.step();
    if (step == schedule.length()) {
      if (schedule.crash().isPresent()) {
        return STOP;
      }
      throw new ScheduleMismatchException(
          step, "the schedule ends, but the execution goes on; enabled are: " + enabled(point));
    }
    int task = schedule.task(step);
    if (!point.isEnabled(task)) {
      throw new ScheduleMismatchException(
          step,
          "the schedule wants " + whereabouts(point, task) + "; enabled are: " + enabled(point));
    }
    return task;
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    Fault fault = schedule.fault(point.step());
    if (fault != Fault.NONE && !possible.contains(fault)) {
      throw new ScheduleMismatchException(
          point.step(),
          "the schedule wants " + fault.key() + ", which this step of " + point.name(task)
              + " cannot meet");
    }
    return fault;
  }

  private static String whereabouts(SchedulingPoint point, int task) {
    return task >= point.taskCount()
        ? "task " + task + ", which was not started"
        : point.name(task) + ", which " + hindrance(point, task);
  }

  /** What keeps a task from going on. */
  static String hindrance(SchedulingPoint point, int task) {
    PendingStep pending = point.pending(task);
    return point.hasEnded(task)
        ? "has ended"
        : "is at '" + pending.kind().word() + " " + pending.objectName() + "' and has to wait";
  }

  static String enabled(SchedulingPoint point) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < point.enabledCount(); i++) {
      names.append(i == 0 ? "" : ", ").append(point.name(point.enabled(i)));
    }
    return names.toString();
  }

  /**
   * Hears how the execution went.
   *
   * @throws ScheduleMismatchException if it ended before the schedule did
   */
  @Override
  public void endExecution(SimulationResult result) {
    ended = true;
    int steps = result.schedule().length();
    if (steps < schedule.length()) {
      throw new ScheduleMismatchException(
          steps,
          "the execution ends ("
              + result.ending()
              + "), but the schedule goes on for "
              + (schedule.length() - steps)
              + " steps");
    }
  }

  @Override
  public Coverage coverage() {
    return new Coverage(begun ? 1 : 0, ended, "one schedule replayed");
  }
}
