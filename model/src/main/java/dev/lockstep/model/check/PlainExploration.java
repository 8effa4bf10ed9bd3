package dev.lockstep.model.check;

import dev.lockstep.model.check.Execution.CrashCheck;
import dev.lockstep.model.check.ScenarioResult.Verdict;
import dev.lockstep.model.check.Shrinker.Candidate;
import dev.lockstep.model.scheduler.Coverage;
import dev.lockstep.model.scheduler.RecheckScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.scheduler.Shard;
import java.util.Optional;

/** Runs what a scheduler asks for, one execution after the other. The first shard does it all. */
final class PlainExploration implements Exploration {
  private final PreparedScenario prepared;
  private final Judge judge;
  private final Scheduler asked;
  private final Shard shard;
  private final CrashCheck crashes;
  private final Tally tally;

  PlainExploration(
      PreparedScenario prepared,
      Judge judge,
      Scheduler asked,
      Shard shard,
      CrashCheck crashes,
      Tally tally) {
    this.prepared = prepared;
    this.judge = judge;
    this.asked = asked;
    this.shard = shard;
    this.crashes = crashes;
    this.tally = tally;
  }

  @Override
  public End run(Limits limits) {
    RecheckScheduler scheduler = new RecheckScheduler(asked, Explorer.RECHECK_EVERY);
    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, judge);
    while (shard.owns(0) && scheduler.beginExecution()) {
      Optional<Verdict> limit = limits.reached(tally.executions());
      if (limit.isPresent()) {
        return End.of(limit.get());
      }
      boolean isNew = !scheduler.isRecheck();
      StepOrders orders = new StepOrders(scheduler);
      boolean isLookedAt = isNew && Tally.looksAt(tally.executions());
      PreemptionCounter chooser = new PreemptionCounter(isLookedAt ? orders : scheduler);
      Execution.Result result = Execution.exploring(prepared, judge, crashes).run(chooser);
      Optional<Candidate> found = result
          .violation()
          .map(violation -> Shrinker.candidate(result, violation, chooser.preemptions()));
      if (isLookedAt) {
        tally.addOrders(orders.seen());
      }
      if (isNew) {
        tally.add(result);
        tally.addMilestones(chooser.milestones());
      }
      if (found.isEmpty()) {
        scheduler.endExecution(result.simulation());
        found = isNew ? equivalents.violation(asked, result) : found;
      }
      tally.addWoken(judge.woken());
      if (found.isPresent()) {
        return End.of(found.get());
      }
    }
    return End.of(Verdict.HOLDS);
  }

  @Override
  public Coverage coverage() {
    return asked.coverage();
  }
}
