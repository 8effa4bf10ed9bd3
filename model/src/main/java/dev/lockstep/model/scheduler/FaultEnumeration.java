package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultPoint;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs everything that another scheduler runs, under every plan of at most f faults, each plan once.
 * A plan says which of its own steps a task meets a fault at, so under one plan tasks do the same
 * whatever the order of steps that commute, and a reduction by that order stays sound: a fault is to
 * it a part of the program.
 *
 * <ol>
 *   <li>Begin with the plan without faults.
 *   <li>Of the plans that are not done, go on with one that costs least: a fault costs 1, and so does
 *       every preemption where those are bounded; of equal ones with one that preempts least.
 *   <li>Whatever fault an execution could have shown after all those of its plan makes another plan,
 *       as long as that has no more than f.
 * </ol>
 *
 * <p>No plan is missed: of all faults that an execution shows leave out the last, and the execution up
 * to there belongs to the plan of the others, where the last one is seen to be possible.
 */
public final class FaultEnumeration implements Scheduler {
  private final Supplier<? extends Scheduler> schedulers;
  private final int faultsMax;
  private final Set<Set<FaultPoint>> plans = new HashSet<>();
  private final PriorityQueue<Search> waiting =
      new PriorityQueue<>(Comparator.comparingInt(Search::cost)
          .thenComparingInt(Search::preemptions)
          .thenComparingInt(Search::number));
  private Search current;
  private long executions;
  private boolean complete;

  /**
   * Explores all plans of at most {@code faultsMax} faults.
   *
   * @param schedulers makes a scheduler, which will explore one plan: always the same kind
   */
  public FaultEnumeration(Supplier<? extends Scheduler> schedulers, int faultsMax) {
    this.schedulers = schedulers;
    this.faultsMax = faultsMax;
    this.current = newSearch(Set.of());
  }

  /** The search under one plan. */
  private static final class Search {
    final Set<FaultPoint> plan;
    final Scheduler scheduler;
    final PlannedFaults faults;
    final int number;

    Search(Set<FaultPoint> plan, Scheduler scheduler, int number) {
      this.plan = plan;
      this.scheduler = scheduler;
      this.number = number;
      this.faults = new PlannedFaults(scheduler, plan);
    }

    int number() {
      return number;
    }

    int cost() {
      return plan.size() + preemptions();
    }

    int preemptions() {
      return scheduler instanceof BoundedScheduler bounded ? bounded.level() : 0;
    }

    boolean beginExecution() {
      faults.beginExecution();
      return scheduler.beginExecution();
    }
  }

  private Search newSearch(Set<FaultPoint> plan) {
    plans.add(plan);
    return new Search(plan, schedulers.get(), plans.size());
  }

  @Override
  public boolean beginExecution() {
    while (!complete) {
      boolean others = !waiting.isEmpty();
      boolean pauses = others
          && current.scheduler instanceof BoundedScheduler bounded
          && bounded.isLevelDone()
          && current.cost() >= waiting.element().cost();
      if (!pauses && current.beginExecution()) {
        executions++;
        return true;
      }
      current = next(pauses);
    }
    return false;
  }

  /** Steps 1 and 2. */
  private Search next(boolean pauses) {
    if (!pauses && waiting.isEmpty()) {
      complete = true;
      return current;
    }
    Search next = waiting.remove();
    if (pauses && current.scheduler instanceof BoundedScheduler bounded && bounded.enterLevel()) {
      waiting.add(current);
    }
    return next;
  }

  @Override
  public int choose(SchedulingPoint point) {
    return current.faults.choose(point);
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    return current.faults.fault(point, task, possible);
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    current.scheduler.performed(index, task, step);
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    current.scheduler.deadlocked(point);
  }

  @Override
  public void reached(int task, String milestone, String subject, long value) {
    current.scheduler.reached(task, milestone, subject, value);
  }

  @Override
  public void endExecution(SimulationResult result) {
    current.scheduler.endExecution(result);
    if (current.plan.size() < faultsMax) {
      current.faults.others().forEach(this::addPlan);
    }
  }

  /** Step 3. */
  private void addPlan(FaultPoint another) {
    Set<FaultPoint> plan = new HashSet<>(current.plan);
    plan.add(another);
    if (!plans.contains(plan)) {
      waiting.add(newSearch(Set.copyOf(plan)));
    }
  }

  /** The scheduler that explores the current plan. */
  public Scheduler scheduler() {
    return current.scheduler;
  }

  @Override
  public Coverage coverage() {
    Optional<Coverage> first =
        plans.size() == 1 ? Optional.of(current.scheduler.coverage()) : Optional.empty();
    String faults = "at most " + Counted.of(faultsMax, "fault");
    String explored =
        Counted.of(executions, "schedule") + " of " + Counted.of(plans.size(), "plan");
    return new Coverage(
        executions,
        complete,
        first
            .map(coverage -> coverage.description() + "; no fault is possible")
            .orElse((complete ? "complete with " : "stopped with ") + faults + ": " + explored));
  }
}
