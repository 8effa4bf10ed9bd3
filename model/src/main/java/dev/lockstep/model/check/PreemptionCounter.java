package dev.lockstep.model.check;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts how often a chooser switches away from a task that could have gone on, and notes which
 * milestones are passed.
 */
final class PreemptionCounter implements Chooser {
  private final Chooser chooser;
  private final Set<String> milestones = new HashSet<>();
  private int preemptions;

  PreemptionCounter(Chooser chooser) {
    this.chooser = chooser;
  }

  int preemptions() {
    return preemptions;
  }

  /** The names of the milestones that were passed. */
  Set<String> milestones() {
    return milestones;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int task = chooser.choose(point);
    if (task != STOP && point.isRunningEnabled() && task != point.running()) {
      preemptions++;
    }
    return task;
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    return chooser.fault(point, task, possible);
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    chooser.performed(index, task, step);
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    chooser.deadlocked(point);
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    chooser.timePasses(point);
  }

  @Override
  public void reached(int task, String milestone, String subject, long value) {
    milestones.add(milestone);
    chooser.reached(task, milestone, subject, value);
  }
}
