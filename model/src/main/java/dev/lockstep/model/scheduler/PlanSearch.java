package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.ForwardingChooser;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.FaultPoint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search under one plan of faults, in pieces: a piece ends after a number of executions, or where
 * those with one preemption more would follow.
 */
final class PlanSearch extends ForwardingChooser implements Scheduler, Resumable {
  private final FaultPlan plan;
  private final Scheduler scheduler;
  private final PlannedFaults faults;
  private final int number;
  private final List<FaultPoint> others = new ArrayList<>();
  private long left;

  /**
   * A search that begins.
   *
   * @param scheduler explores the executions under the plan
   * @param number how many plans were known before, for their order
   */
  PlanSearch(FaultPlan plan, Scheduler scheduler, int number) {
    this(plan, scheduler, number, new PlannedFaults(scheduler, plan.asSet()));
    if (scheduler instanceof ExhaustiveScheduler exhaustive) {
      exhaustive.under(plan);
    }
  }

  private PlanSearch(FaultPlan plan, Scheduler scheduler, int number, PlannedFaults faults) {
    super(faults);
    this.plan = plan;
    this.scheduler = scheduler;
    this.number = number;
    this.faults = faults;
  }

  FaultPlan plan() {
    return plan;
  }

  int number() {
    return number;
  }

  /** A fault costs 1, and so does every preemption where those are bounded. */
  int cost() {
    return plan.size() + preemptions();
  }

  int preemptions() {
    return scheduler instanceof BoundedScheduler bounded ? bounded.level() : 0;
  }

  /** The scheduler that explores the executions under the plan. */
  Scheduler scheduler() {
    return scheduler;
  }

  /** The next piece may run so many executions. */
  void beginPiece(long executionsMax) {
    left = executionsMax;
    others.clear();
  }

  /** What other faults could have come after all those of the plan, in this piece; some twice. */
  List<FaultPoint> others() {
    return others;
  }

  /** Ends the piece. Returns whether anything is left. */
  boolean endPiece() {
    if (scheduler instanceof BoundedScheduler bounded && bounded.isLevelDone()) {
      return bounded.enterLevel();
    }
    return !(scheduler instanceof ExhaustiveScheduler exhaustive && exhaustive.isExplored());
  }

  private boolean isLevelDone() {
    return scheduler instanceof BoundedScheduler bounded && bounded.isLevelDone();
  }

  @Override
  public void save(DataOutput output) throws IOException {
    resumable().save(output);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    resumable().restore(input);
  }

  private Resumable resumable() {
    if (scheduler instanceof Resumable known) {
      return known;
    }
    throw new AssertionError("cannot be written down: " + scheduler);
  }

  @Override
  public boolean beginExecution() {
    if (left == 0 || isLevelDone()) {
      return false;
    }
    left--;
    faults.beginExecution();
    return scheduler.beginExecution();
  }

  @Override
  public void endExecution(SimulationResult result) {
    scheduler.endExecution(result);
    others.addAll(faults.others(scheduler.sharedOrder()));
  }

  @Override
  public Optional<CausalOrder> sharedOrder() {
    return scheduler.sharedOrder();
  }

  @Override
  public Coverage coverage() {
    return scheduler.coverage();
  }
}
