package dev.lockstep.model.check;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Fault;
import java.util.List;

/** Counts how often a chooser switches away from a task that could have gone on. */
final class PreemptionCounter implements Chooser {
  private final Chooser chooser;
  private int preemptions;

  PreemptionCounter(Chooser chooser) {
    this.chooser = chooser;
  }

  int preemptions() {
    return preemptions;
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
    chooser.reached(task, milestone, subject, value);
  }
}
