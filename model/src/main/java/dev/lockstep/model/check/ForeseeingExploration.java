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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;

/**
 * The exhaustive search on all cores:
 *
 * <ol>
 *   <li>Executions that are foreseen are run ahead of their turn, while the scheduler takes over one
 *       after the other in its own order.
 *   <li>When a number of them have been taken over, they are judged for all that are equivalent to
 *       them ({@link Equivalents}), and added up.
 * </ol>
 *
 * <p>What is explored, in which order, and what is found first hang on the scenario alone.
 */
final class ForeseeingExploration implements Exploration {
  private static final int BATCH = 64;

  /** So many executions are waiting to be begun for every job. */
  private static final int AHEAD_PER_JOB = 4;

  /** More executions than this are never kept ahead of their turn. */
  private static final int AHEAD_MAX = 2048;

  private final PreparedScenario prepared;
  private final Judge judge;
  private final ExhaustiveScheduler scheduler;
  private final Crew crew;
  private final Tally tally;
  private final Equivalents equivalents;
  private final IdentityHashMap<Object, Ahead> ahead = new IdentityHashMap<>();
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
    this.crew = crew;
    this.tally = tally;
    this.equivalents = new Equivalents(prepared, judge, shard, crew, tally);
    prepared.disk().contentHash();
  }

  /** An execution that was begun, and will be taken over when it is its turn. */
  private record Ahead(ForeseenExecution execution, FutureTask<Run> task) {}

  /** An execution by itself. */
  private record Run(
      Execution.Result result, int preemptions, Set<String> milestones, Set<Long> woken) {}

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
    ForeseenExecution now = scheduler.current();
    Ahead known = ahead.remove(now.key());
    Ahead next = known != null && known.execution.runsLike(now) ? known : begin(now);
    lookAhead();
    Run run = crew.await(next.task);
    if (run.result.violation().isEmpty()) {
      scheduler.accept(next.execution, run.result.simulation());
      batch.add(new TakenOver(begun, run.result, run.milestones, run.woken, scheduler.order()));
      begun++;
    }
    return run;
  }

  private void lookAhead() {
    int wanted = crew.jobs() * AHEAD_PER_JOB;
    if (crew.jobs() > 1 && crew.waiting() < wanted && ahead.size() < AHEAD_MAX) {
      for (ForeseenExecution next : scheduler.foreseen(wanted, ahead::containsKey)) {
        ahead.put(next.key(), begin(next));
      }
    }
  }

  private Ahead begin(ForeseenExecution execution) {
    return new Ahead(execution, crew.begin(() -> run(execution)));
  }

  private Run run(ForeseenExecution execution) {
    Judge own = judge.apart();
    PreemptionCounter chooser = new PreemptionCounter(execution);
    Execution.Result result =
        Execution.exploring(prepared, own, CrashCheck.of(prepared.scenario())).run(chooser);
    return new Run(result, chooser.preemptions(), chooser.milestones(), own.woken());
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
