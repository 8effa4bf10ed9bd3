package dev.lockstep.model.counterexample;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.ForwardingChooser;
import dev.lockstep.model.simulation.SchedulingPoint;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts how often a chooser switches away from a task that could have gone on, and notes which
 * milestones are passed.
 */
public final class PreemptionCounter extends ForwardingChooser {
  private final Set<String> milestones = new HashSet<>();
  private int preemptions;

  public PreemptionCounter(Chooser chooser) {
    super(chooser);
  }

  public int preemptions() {
    return preemptions;
  }

  /** The names of the milestones that were passed. */
  public Set<String> milestones() {
    return milestones;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int task = super.choose(point);
    if (task != STOP && point.isRunningEnabled() && task != point.running()) {
      preemptions++;
    }
    return task;
  }

  @Override
  public void reached(int task, String milestone, String subject, long value) {
    milestones.add(milestone);
    super.reached(task, milestone, subject, value);
  }
}
