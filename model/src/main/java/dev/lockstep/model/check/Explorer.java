package dev.lockstep.model.check;

import dev.lockstep.model.check.Execution.CrashCheck;
import dev.lockstep.model.check.ScenarioResult.Verdict;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.Coverage;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.FaultEnumeration;
import dev.lockstep.model.scheduler.FaultSampling;
import dev.lockstep.model.scheduler.NondeterminismException;
import dev.lockstep.model.scheduler.PctScheduler;
import dev.lockstep.model.scheduler.PosScheduler;
import dev.lockstep.model.scheduler.RandomScheduler;
import dev.lockstep.model.scheduler.RecheckScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.scheduler.SurwScheduler;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Schedule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Explores one scenario.
 *
 * <ol>
 *   <li>Carry out what the scenario is given, once.
 *   <li>Execution after execution, let the scheduler choose the steps and judge what comes of it;
 *       every n-th schedule runs twice and must give the same trace. Where an execution stands for
 *       all that are equivalent to it, judge those too.
 *   <li>At the first violation stop, shrink its schedule, and run that once more, recorded, for
 *       people.
 *   <li>Say what was covered.
 * </ol>
 */
public final class Explorer {
  /** One of so many schedules runs twice. */
  private static final int RECHECK_EVERY = 100;

  /** The listener hears of one in so many executions. */
  private static final int PROGRESS_EVERY = 64;

  private final Scenario scenario;
  private final ExplorationListener listener;

  private final Set<Long> traces = new HashSet<>();
  private long executions;
  private long steps;

  public Explorer(Scenario scenario, ExplorationListener listener) {
    this.scenario = scenario;
    this.listener = listener;
  }

  /**
   * Explores until a property breaks or everything that the search asks for is covered.
   *
   * @throws ScenarioException if what the scenario is given does not work out
   */
  public ScenarioResult explore() throws ScenarioException {
    long begun = System.nanoTime();
    requireSoundSearch();
    PreparedScenario prepared = PreparedScenario.of(scenario);
    Judge judge = new Judge(prepared);
    Scheduler scheduler = scheduler(scenario);
    Optional<Counterexample> counterexample = search(prepared, judge, scheduler);
    Coverage coverage = scheduler.coverage();
    boolean complete = coverage.complete() && counterexample.isEmpty();
    Verdict verdict = counterexample.isPresent()
        ? Verdict.VIOLATED
        : complete ? Verdict.HOLDS : Verdict.INCOMPLETE;
    return new ScenarioResult(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        scenario.fault(),
        expected(),
        verdict,
        isAsExpected(verdict, counterexample),
        coverage.description(),
        executions,
        traces.size(),
        steps,
        judge.disksWoken(),
        System.nanoTime() - begun,
        counterexample);
  }

  private void requireSoundSearch() throws ScenarioException {
    if (scenario.search().kind() == Search.Kind.EXHAUSTIVE
        && scenario.faults().kinds().contains(Fault.FULL_DISK)) {
      throw new ScenarioException(scenario.name()
          + ": an exhaustive search cannot take " + Fault.FULL_DISK.key()
          + ", which all tasks feel at once: bound the preemptions instead");
    }
  }

  static Scheduler scheduler(Scenario scenario) {
    FaultBudget faults = scenario.faults();
    if (faults.isNone()) {
      return faultless(scenario);
    }
    return scenario.search().kind().samples()
        ? new FaultSampling(faultless(scenario), scenario.search().seed(), faults.atMost())
        : new FaultEnumeration(() -> faultless(scenario), faults.atMost());
  }

  private static Scheduler faultless(Scenario scenario) {
    return scheduler(
        scenario.search(), scenario.crash() ? DiskOrder.OBSERVED : DiskOrder.UNOBSERVED);
  }

  static Scheduler scheduler(Search search, DiskOrder diskOrder) {
    return switch (search.kind()) {
      case BOUNDED -> new BoundedScheduler(search.preemptions());
      case RANDOM -> new RandomScheduler(search.seed(), search.executions());
      case PCT -> new PctScheduler(search.depth(), search.seed(), search.executions());
      case POS -> new PosScheduler(search.seed(), search.executions());
      case SURW -> new SurwScheduler(search.seed(), search.executions());
      case EXHAUSTIVE -> new ExhaustiveScheduler(diskOrder);
    };
  }

  private Optional<Counterexample> search(PreparedScenario prepared, Judge judge, Scheduler asked) {
    RecheckScheduler scheduler = new RecheckScheduler(asked, RECHECK_EVERY);
    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, judge);
    try {
      while (executions < scenario.search().executions() && scheduler.beginExecution()) {
        PreemptionCounter chooser = new PreemptionCounter(scheduler);
        Execution.Result result =
            Execution.exploring(prepared, judge, crashes(scenario)).run(chooser);
        Optional<Shrinker.Candidate> found = result
            .violation()
            .map(violation -> Shrinker.candidate(result, violation, chooser.preemptions()));
        boolean isNew = !scheduler.isRecheck();
        if (isNew) {
          count(result);
        }
        if (found.isEmpty()) {
          scheduler.endExecution(result.simulation());
          if (isNew) {
            found = equivalents.violation(asked, result);
          }
        }
        if (found.isPresent()) {
          return Optional.of(explain(prepared, judge, found.get()));
        }
      }
      return Optional.empty();
    } catch (NondeterminismException e) {
      return Optional.of(nondeterminism(e));
    }
  }

  /** Where an execution stands for others, the crashes of all of them are taken afterwards. */
  static CrashCheck crashes(Scenario scenario) {
    return scenario.crash() && scenario.search().kind() != Search.Kind.EXHAUSTIVE
        ? CrashCheck.EVERYWHERE
        : CrashCheck.NEVER;
  }

  private Counterexample nondeterminism(NondeterminismException e) {
    Schedule none = Schedule.of(new byte[0], 0);
    return new Counterexample(
        Property.DETERMINISTIC,
        Property.DETERMINISTIC.meaning(),
        e.getMessage()
            + "\na likely cause: a clock, a random number, a thread or an identity hash outside the seam",
        0,
        scenario.tasks().stream().map(Scenario.TaskScript::name).toList(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Replay.tokenOf(scenario, none).toString());
  }

  private void count(Execution.Result result) {
    executions++;
    steps += result.simulation().schedule().length();
    traces.add(result.simulation().trace().hash());
    if (executions % PROGRESS_EVERY == 0) {
      listener.progressed(executions);
    }
  }

  private Counterexample explain(PreparedScenario prepared, Judge judge, Shrinker.Candidate found) {
    Shrinker.Candidate shrunk = new Shrinker(prepared, judge).shrink(found);
    return Replay.of(prepared, judge, shrunk.schedule())
        .counterexample()
        .orElseThrow(() ->
            new AssertionError("the violating schedule violates nothing when it is repeated"));
  }

  private String expected() {
    return scenario
        .expectation()
        .violated()
        .map(property -> "violates " + property.key())
        .orElse("holds");
  }

  private boolean isAsExpected(Verdict verdict, Optional<Counterexample> counterexample) {
    Optional<Property> wanted = scenario.expectation().violated();
    return wanted.isPresent()
        ? counterexample.map(Counterexample::property).equals(wanted)
        : verdict == Verdict.HOLDS;
  }
}
