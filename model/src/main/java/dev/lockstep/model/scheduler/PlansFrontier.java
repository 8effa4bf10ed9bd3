package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.FaultPoint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything that a scheduler runs, under every plan of at most f faults, each plan once. A plan says
 * which of its own steps a task meets a fault at, so under one plan tasks do the same whatever the
 * order of steps that commute, and a reduction by that order stays sound: a fault is to it a part of
 * the program.
 *
 * <ol>
 *   <li>Begin with the plan without faults.
 *   <li>A round goes on with the plans that cost least, side by side: a fault costs 1, and so does
 *       every preemption where those are bounded; of equal ones with those that preempt least.
 *   <li>Whatever fault an execution could have shown after all those of its plan makes another plan,
 *       as long as that has no more than f.
 * </ol>
 *
 * <p>No plan is missed: of all faults that an execution shows leave out the last, and the execution up
 * to there belongs to the plan of the others, where the last one is seen to be possible. Where an execution
 * stands for all that are equivalent to it, the last may be any that need not come before another.
 *
 * <p>Plans of f faults, which lead to no others, are explored by the shard that owns them; those of
 * fewer faults by all shards, and counted by one.
 */
public final class PlansFrontier implements Frontier {
  private static final int ROUND_PLANS = 128;
  private static final int PIECE_EXECUTIONS = 32;
  private static final Comparator<PlanSearch> CHEAPEST = Comparator.comparingInt(PlanSearch::cost)
      .thenComparingInt(PlanSearch::preemptions)
      .thenComparingInt(PlanSearch::number);

  private final Supplier<? extends Scheduler> schedulers;
  private final int faultsMax;
  private final Shard shard;
  private final Set<FaultPlan> plans = new LinkedHashSet<>();
  private final List<PlanSearch> waiting = new ArrayList<>();
  private final List<PlanSearch> running = new ArrayList<>();
  private String ofFirst; // What the plan without faults covered.

  /**
   * Explores all plans of at most {@code faultsMax} faults.
   *
   * @param schedulers makes a scheduler, which will explore one plan: always the same kind
   */
  public PlansFrontier(Supplier<? extends Scheduler> schedulers, int faultsMax, Shard shard) {
    this.schedulers = schedulers;
    this.faultsMax = faultsMax;
    this.shard = shard;
    addPlan(FaultPlan.NONE);
    this.ofFirst = waiting.get(0).coverage().description();
  }

  private void addPlan(FaultPlan plan) {
    if (plans.add(plan) && (plan.size() < faultsMax || isOwn(plan))) {
      waiting.add(new PlanSearch(plan, schedulers.get(), plans.size()));
    }
  }

  private boolean isOwn(FaultPlan plan) {
    return shard.owns(plan.fingerprint());
  }

  /** Step 2. */
  @Override
  public List<Part> nextRound(long executionsMax) {
    waiting.sort(CHEAPEST);
    long plansMax = Math.min(ROUND_PLANS, executionsMax);
    for (PlanSearch search : waiting) {
      PlanSearch first = waiting.get(0);
      boolean isAsCheap =
          search.cost() == first.cost() && search.preemptions() == first.preemptions();
      if (isAsCheap && running.size() < plansMax) {
        running.add(search);
      }
    }
    waiting.removeAll(running);
    long each = Math.min(PIECE_EXECUTIONS, executionsMax / Math.max(1, running.size()));
    List<Part> round = new ArrayList<>();
    for (PlanSearch search : running) {
      search.beginPiece(each);
      round.add(new Part(search, isOwn(search.plan())));
    }
    return round;
  }

  /** Step 3. */
  @Override
  public void endRound() {
    for (PlanSearch search : running) {
      if (search.plan().size() < faultsMax) {
        for (FaultPoint another : search.others()) {
          addPlan(search.plan().and(another));
        }
      }
      if (search.plan().size() == 0) {
        ofFirst = search.coverage().description();
      }
      if (search.endPiece()) {
        waiting.add(search);
      }
    }
    running.clear();
  }

  @Override
  public Coverage coverage(long executions) {
    boolean complete = waiting.isEmpty() && running.isEmpty();
    if (plans.size() == 1) {
      return new Coverage(executions, complete, ofFirst + "; no fault is possible");
    }
    String explored =
        Counted.of(executions, "schedule") + " of " + Counted.of(plans.size(), "plan");
    String faults = "at most " + Counted.of(faultsMax, "fault") + ": ";
    return new Coverage(
        executions, complete, (complete ? "complete with " : "stopped with ") + faults + explored);
  }

  @Override
  public void save(DataOutput output) throws IOException {
    output.writeInt(plans.size());
    for (FaultPlan plan : plans) {
      plan.save(output);
    }
    output.writeInt(waiting.size());
    for (PlanSearch search : waiting) {
      search.plan().save(output);
      output.writeInt(search.number());
      search.save(output);
    }
    output.writeUTF(ofFirst);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    plans.clear();
    waiting.clear();
    int planCount = input.readInt();
    for (int i = 0; i < planCount; i++) {
      plans.add(FaultPlan.restore(input));
    }
    int waitingCount = input.readInt();
    for (int i = 0; i < waitingCount; i++) {
      FaultPlan plan = FaultPlan.restore(input);
      PlanSearch search = new PlanSearch(plan, schedulers.get(), input.readInt());
      search.restore(input);
      waiting.add(search);
    }
    ofFirst = input.readUTF();
  }
}
