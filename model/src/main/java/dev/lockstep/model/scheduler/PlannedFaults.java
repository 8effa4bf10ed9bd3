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
import java.util.Optional;
import java.util.Set;

/**
 * Chooses as another chooser does, and lets the faults of a plan happen, each where it is planned if
 * the step there can meet it.
 */
public final class PlannedFaults extends ForwardingChooser {
  private final Set<FaultPoint> plan;
  private final int[] taken =
      new int[Schedule.TASKS_MAX]; // Steps of each task, the chosen one too.
  private final List<Possible> others = new ArrayList<>();
  private final List<Integer> met = new ArrayList<>();

  /** A fault that could have been met at a step. */
  private record Possible(int step, FaultPoint point) {}

  public PlannedFaults(Chooser chooser, Set<FaultPoint> plan) {
    super(chooser);
    this.plan = plan;
  }

  /** Makes ready for another execution under the same plan. */
  void beginExecution() {
    Arrays.fill(taken, 0);
    others.clear();
    met.clear();
  }

  /**
   * The faults that the execution could have shown after all those of the plan, and did not.
   *
   * @param order if there is one, an execution stands for all that keep it: what needs not come before one
   *     of the plan comes after it in some of those
   */
  List<FaultPoint> others(Optional<CausalOrder> order) {
    if (met.size() < plan.size()) {
      return List.of();
    }
    List<FaultPoint> later = new ArrayList<>();
    for (Possible other : others) {
      if (met.stream().noneMatch(step -> isBefore(other.step, step, order))) {
        later.add(other.point);
      }
    }
    return later;
  }

  private static boolean isBefore(int step, int other, Optional<CausalOrder> order) {
    return step < other && order.map(kept -> kept.happensBefore(step, other)).orElse(true);
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
        met.add(point.step());
        return fault;
      }
    }
    possible.forEach(
        fault -> others.add(new Possible(point.step(), new FaultPoint(task, ownStep, fault))));
    return Fault.NONE;
  }
}
