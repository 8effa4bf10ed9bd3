package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.ForwardingChooser;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultPoint;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Chooses as another chooser does, and lets the faults of a plan happen, each where it is planned if
 * the step there can meet it.
 */
public final class PlannedFaults extends ForwardingChooser {
  private final Set<FaultPoint> plan;
  private final int[] taken =
      new int[Schedule.TASKS_MAX]; // Steps of each task, the chosen one too.
  private final List<FaultPoint> others = new ArrayList<>();
  private int metCount;

  public PlannedFaults(Chooser chooser, Set<FaultPoint> plan) {
    super(chooser);
    this.plan = plan;
  }

  /** Makes ready for another execution under the same plan. */
  void beginExecution() {
    Arrays.fill(taken, 0);
    others.clear();
    metCount = 0;
  }

  /** The faults that the execution could have shown after all those of the plan, and did not. */
  List<FaultPoint> others() {
    return others;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int task = super.choose(point);
    if (task != STOP) {
      taken[task]++;
    }
    return task;
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    int ownStep = taken[task] - 1;
    for (Fault fault : possible) {
      if (plan.contains(new FaultPoint(task, ownStep, fault))) {
        metCount++;
        return fault;
      }
    }
    if (metCount == plan.size()) {
      possible.forEach(fault -> others.add(new FaultPoint(task, ownStep, fault)));
    }
    return Fault.NONE;
  }
}
