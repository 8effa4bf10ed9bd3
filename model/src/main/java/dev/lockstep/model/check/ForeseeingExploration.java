package dev.lockstep.model.check;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.counterexample.PreemptionCounter;
import dev.lockstep.model.counterexample.Shrinker;
import dev.lockstep.model.counterexample.Shrinker.Candidate;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.Coverage;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.ForeseenExecution;
import dev.lockstep.model.scheduler.Shard;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The exhaustive search on all cores:
 *
 * <ol>
 *   <li>Executions that are foreseen are run ahead of their turn ({@link LookAhead}), while the scheduler
 *       takes over one after the other in its own order.
 *   <li>When a number of them have been taken over, they are judged for all that are equivalent to
 *       them ({@link Equivalents}), and added up.
 * </ol>
 *
 * <p>What is explored, in which order, and what is found first hang on the scenario alone.
 */
final class ForeseeingExploration implements Exploration {
  private static final int BATCH = 64;

  private final PreparedScenario prepared;
  private final Judge judge;
  private final ExhaustiveScheduler scheduler;
  private final LookAhead lookAhead;
  private final Tally tally;
  private final Equivalents equivalents;
  private final List<TakenOver> batch = new ArrayList<>();
  private long begun;

  ForeseeingExploration(
      PreparedScenario prepared,
      Judge judge,
      ExhaustiveScheduler scheduler,
      Shard shard,
      Crew crew,
      Tally tally) {
    this.prepared = prepared;
    this.judge = judge;
    this.scheduler = scheduler;
    this.lookAhead = new LookAhead(scheduler, crew, this::run);
    this.tally = tally;
    this.equivalents = new Equivalents(prepared, judge, shard, crew, tally);
    prepared.disk().contentHash();
  }

  /** An execution by itself. If it breaks no property it has been ended. */
  record Run(
      ForeseenExecution execution,
      Execution.Result result,
      int preemptions,
      Set<String> milestones,
      Set<Long> woken) {}

  /**
   * An execution that the scheduler has taken over.
   *
   * @param number how many were before it
   * @param order what it shares with those equivalent to it
   */
  record TakenOver(
      long number,
      Execution.Result result,
      Set<String> milestones,
      Set<Long> woken,
      CausalOrder order) {}

  @Override
  public End run(Limits limits, Runnable atRest) {
    while (true) {
      Optional<Verdict> limit = limits.reached(begun);
      if (limit.isPresent() && !scheduler.isExplored()) {
        return settled(End.of(limit.get()));
      }
      if (!scheduler.beginExecution()) {
        return settled(End.of(Verdict.HOLDS));
      }
      Run run = runNext();
      if (run.result.violation().isPresent()) {
        return violated(run);
      }
      if (batch.size() == BATCH) {
        Optional<Candidate> equivalent = equivalents.settle(batch);
        if (equivalent.isPresent()) {
          return End.of(equivalent.get());
        }
        atRest.run();
      }
    }
  }

  @Override
  public void save(DataOutput output) throws IOException {
    Invariant.check(batch.isEmpty(), "every execution taken over was judged");
    output.writeLong(begun);
    scheduler.save(output);
    equivalents.save(output);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    begun = input.readLong();
    scheduler.restore(input);
    equivalents.restore(input);
  }

  /** Step 1, for the execution that the scheduler has begun. */
  private Run runNext() {
    Run run = lookAhead.run();
    if (run.result.violation().isEmpty()) {
      scheduler.accept(run.execution);
      batch.add(new TakenOver(begun, run.result, run.milestones, run.woken, scheduler.order()));
      begun++;
    }
    return run;
  }

  private Run run(ForeseenExecution execution) {
    Judge own = judge.apart();
    PreemptionCounter chooser = new PreemptionCounter(execution);
    Execution.Result result =
        Execution.exploring(prepared, own, CrashCheck.of(prepared.scenario())).run(chooser);
    if (result.violation().isEmpty()) {
      execution.end();
    }
    return new Run(execution, result, chooser.preemptions(), chooser.milestones(), own.woken());
  }

  private End violated(Run run) {
    Optional<Candidate> equivalent = equivalents.settle(batch);
    if (equivalent.isPresent()) {
      return End.of(equivalent.get());
    }
    tally.add(run.result);
    tally.addWoken(run.woken);
    tally.addMilestones(run.milestones);
    Candidate found = run.result
        .violation()
        .map(violation -> Shrinker.candidate(run.result, violation, run.preemptions))
        .orElseThrow(() -> new AssertionError("nothing was violated"));
    return End.of(found);
  }

  private End settled(End end) {
    return equivalents.settle(batch).map(End::of).orElse(end);
  }

  @Override
  public Coverage coverage() {
    return scheduler.coverage();
  }
}
