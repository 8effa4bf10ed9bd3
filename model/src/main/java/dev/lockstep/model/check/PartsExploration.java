package dev.lockstep.model.check;

import dev.lockstep.model.check.EquivalentExecutions.Crashes;
import dev.lockstep.model.counterexample.PreemptionCounter;
import dev.lockstep.model.counterexample.Shrinker;
import dev.lockstep.model.counterexample.Shrinker.Candidate;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scheduler.Coverage;
import dev.lockstep.model.scheduler.Frontier;
import dev.lockstep.model.scheduler.Frontier.Part;
import dev.lockstep.model.scheduler.RecheckScheduler;
import dev.lockstep.model.trace.FaultDecision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Explores what a frontier hands out, round by round. The parts of a round run side by side; what they
 * come to is taken in their order, up to the first that breaks a property.
 */
final class PartsExploration implements Exploration {
  private final PreparedScenario prepared;
  private final Judge judge;
  private final Frontier frontier;
  private final CrashCheck crashes;
  private final Crew crew;
  private final Tally tally;
  private final Set<Long> crashed = new HashSet<>(); // In rounds that have ended.

  PartsExploration(
      PreparedScenario prepared,
      Judge judge,
      Frontier frontier,
      CrashCheck crashes,
      Crew crew,
      Tally tally) {
    this.prepared = prepared;
    this.judge = judge;
    this.frontier = frontier;
    this.crashes = crashes;
    this.crew = crew;
    this.tally = tally;
  }

  /**
   * An execution.
   *
   * @param orders of its steps; null if it was not looked at
   */
  private record Ran(
      long steps,
      long trace,
      List<FaultDecision> faults,
      @Nullable Map<StepOrders.Names, Seen> orders) {}

  /** What one part came to. */
  private record Outcome(
      List<Ran> executions,
      Set<Long> woken,
      Set<Long> crashed,
      Set<String> milestones,
      Set<String> sometimes,
      Optional<Candidate> found) {}

  @Override
  public End run(Limits limits, Runnable atRest) {
    while (true) {
      List<Part> parts = frontier.nextRound(Math.max(1, limits.left(tally.executions())));
      if (parts.isEmpty()) {
        return End.of(Verdict.HOLDS);
      }
      Optional<Candidate> found = run(parts);
      if (found.isPresent()) {
        return End.of(found.get());
      }
      frontier.endRound();
      if (frontier.coverage(tally.executions()).complete()) {
        return End.of(Verdict.HOLDS);
      }
      Optional<Verdict> limit = limits.reached(tally.executions());
      if (limit.isPresent()) {
        return End.of(limit.get());
      }
      atRest.run();
    }
  }

  @Override
  public void save(DataOutput output) throws IOException {
    frontier.save(output);
    SavedNumbers.write(output, crashed);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    frontier.restore(input);
    SavedNumbers.read(input, crashed);
  }

  private Optional<Candidate> run(List<Part> parts) {
    AtomicInteger last = new AtomicInteger(Integer.MAX_VALUE); // Those after it need not go on.
    List<FutureTask<Outcome>> tasks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int place = i;
      long before = tally.executions() + i;
      tasks.add(crew.begin(() -> run(parts.get(place), place, before, last)));
    }
    Optional<Candidate> first = Optional.empty();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      Outcome outcome = crew.await(tasks.get(i));
      if (first.isEmpty() && parts.get(i).isOwn()) {
        add(outcome);
        first = outcome.found;
      }
      outcomes.add(outcome);
    }
    outcomes.forEach(this::remember);
    return first;
  }

  private void add(Outcome outcome) {
    for (Ran ran : outcome.executions) {
      tally.add(ran.steps, ran.trace, ran.faults);
      if (ran.orders != null) {
        tally.addOrders(ran.orders);
      }
    }
    tally.addWoken(outcome.woken);
    tally.addMilestones(outcome.milestones);
    tally.addSometimes(outcome.sometimes);
  }

  /** Only when no part runs any more, so that what is left out does not hang on who was faster. */
  private void remember(Outcome outcome) {
    if (crashed.size() >= EquivalentExecutions.REMEMBERED_MAX) {
      crashed.clear();
    }
    crashed.addAll(outcome.crashed);
  }

  private Outcome run(Part part, int place, long before, AtomicInteger last) {
    Judge own = judge.apart();
    RecheckScheduler scheduler =
        new RecheckScheduler(part.scheduler(), Explorer.RECHECK_EVERY, before);
    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, own, crashed);
    List<Ran> executions = new ArrayList<>();
    Set<String> milestones = new HashSet<>();
    Set<String> sometimes = new HashSet<>();
    Optional<Candidate> found = Optional.empty();
    while (found.isEmpty() && place <= last.get() && scheduler.beginExecution()) {
      boolean isNew = !scheduler.isRecheck();
      boolean isLookedAt = isNew && Tally.looksAt(before + executions.size());
      StepOrders orders = new StepOrders(scheduler);
      PreemptionCounter chooser = new PreemptionCounter(isLookedAt ? orders : scheduler);
      Execution.Result result = Execution.exploring(prepared, own, crashes).run(chooser);
      if (isNew) {
        executions.add(new Ran(
            result.simulation().schedule().length(),
            result.simulation().trace().hash(),
            result.simulation().schedule().faults(),
            isLookedAt ? orders.seen() : null));
      }
      milestones.addAll(chooser.milestones());
      sometimes.addAll(result.reached());
      found = result
          .violation()
          .map(violation -> Shrinker.candidate(result, violation, chooser.preemptions()));
      if (found.isEmpty()) {
        scheduler.endExecution(result.simulation());
        Crashes how = isLookedAt ? Crashes.WORKED_OUT_AND_RUN : Crashes.WORKED_OUT;
        found = isNew ? equivalents.violation(part.scheduler(), result, how) : found;
      }
    }
    if (found.isPresent() && part.isOwn()) {
      last.accumulateAndGet(place, Math::min);
    }
    return new Outcome(
        executions, own.woken(), equivalents.crashed(), milestones, sometimes, found);
  }

  @Override
  public Coverage coverage() {
    return frontier.coverage(tally.executions());
  }
}
