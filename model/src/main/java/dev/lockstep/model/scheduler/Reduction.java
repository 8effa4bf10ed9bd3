package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Fault;
import java.util.List;

/**
 * What an exhaustive search has to know of a program to tell which of its steps commute.
 *
 * @param diskOrder whether the disk is observed
 * @param plan the faults that tasks meet, in all executions
 */
record Reduction(DiskOrder diskOrder, FaultPlan plan) {

  /** What a step did that comes after those. */
  Event event(int task, PendingStep step, List<PlacedStep> before, List<Event> then) {
    return Event.of(task, step, planned(task, before, then), diskOrder);
  }

  /** What the plan holds for the next step of a task. */
  private Fault planned(int task, List<PlacedStep> before, List<Event> then) {
    if (plan.size() == 0) {
      return Fault.NONE;
    }
    long own = before.stream().filter(step -> step.task() == task).count()
        + then.stream().filter(event -> event.task() == task).count();
    return plan.at(task, (int) own);
  }

  Standstill standstill(SchedulingPoint point) {
    return Standstill.at(point, diskOrder);
  }
}
