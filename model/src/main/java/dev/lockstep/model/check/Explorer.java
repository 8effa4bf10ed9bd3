package dev.lockstep.model.check;

import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.counterexample.ScriptedRun;
import dev.lockstep.model.counterexample.Shrinker;
import dev.lockstep.model.disk.TooManyImages;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.Searches;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scheduler.Coverage;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.Frontier;
import dev.lockstep.model.scheduler.NondeterminismException;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.trace.Route;
import dev.lockstep.model.trace.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * Explores one scenario.
 *
 * <ol>
 *   <li>Carry out what the scenario is given, once.
 *   <li>Run the scenario's script, if it has one.
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
  static final int RECHECK_EVERY = 100;

  private final Scenario scenario;
  private final ExplorationListener listener;
  private final ExplorationOptions options;
  private final Checkpoint checkpoint;

  public Explorer(Scenario scenario, ExplorationListener listener) {
    this(scenario, listener, ExplorationOptions.defaults());
  }

  /** An exploration that may take so much. */
  public Explorer(Scenario scenario, ExplorationListener listener, ExplorationOptions options) {
    this(scenario, listener, options, Checkpoint.NONE);
  }

  /** An exploration that goes on from where the one before was written down, if one was. */
  public Explorer(
      Scenario scenario,
      ExplorationListener listener,
      ExplorationOptions options,
      Checkpoint checkpoint) {
    this.scenario = scenario;
    this.listener = listener;
    this.options = options;
    this.checkpoint = checkpoint;
  }

  /**
   * Explores until a property breaks, a limit is reached, or everything that the search asks for is
   * covered.
   *
   * @throws ScenarioException if what the scenario is given does not work out, or a crash may leave more than
   *     can be looked at
   */
  public ScenarioResult explore() throws ScenarioException {
    try {
      return exploreWhole();
    } catch (TooManyImages e) {
      throw new ScenarioException(scenario.name() + ": " + e.getMessage());
    }
  }

  private ScenarioResult exploreWhole() throws ScenarioException {
    PreparedScenario prepared = PreparedScenario.of(scenario);
    Judge judge = new Judge(prepared);
    Tally tally = new Tally(listener);
    try (Crew crew = new Crew(options.jobs())) {
      Exploration exploration = exploration(prepared, judge, crew, tally);
      SavedExploration saved =
          new SavedExploration(checkpoint, prepared, judge, tally, exploration);
      saved.resume();
      Limits limits = limits(saved, exploration.coverage().executions());
      Optional<Counterexample> scripted =
          saved.isResumed() ? Optional.empty() : script(prepared, judge, tally);
      if (scripted.isPresent()) {
        return result(
            limits.nanos(), tally, exploration.coverage(), Verdict.VIOLATED, List.of(), scripted);
      }
      Optional<Counterexample> counterexample;
      Verdict verdict;
      try {
        Exploration.End end = crew.lead(() -> exploration.run(limits, () -> saved.offer(limits)));
        counterexample = end.found().map(found -> explain(prepared, judge.apart(), found));
        verdict = end.verdict();
      } catch (NondeterminismException e) {
        counterexample = Optional.of(nondeterminism(e));
        verdict = Verdict.VIOLATED;
      } catch (OutOfMemoryError full) {
        return fullHeap(full, saved.nanosBefore() + limits.nanos(), tally, exploration.coverage());
      }
      if (verdict.isLimit() && checkpoint.isKept()) {
        saved.save(limits);
      }
      return result(
          saved.nanosBefore() + limits.nanos(),
          tally,
          exploration.coverage(),
          verdict,
          saved.unevaluated(),
          counterexample);
    }
  }

  private boolean runsScript() {
    return scenario.script().isPresent() && options.shard().owns(0);
  }

  /** Of a search that draws nothing the number of executions is that of this exploration alone. */
  private Limits limits(SavedExploration saved, long executionsBefore) {
    int scripts = runsScript() ? 1 : 0;
    boolean isTotal = scenario.search().kind().samples() || !saved.isResumed();
    long before = isTotal ? scripts : executionsBefore;
    return new Limits(options, before + scenario.search().executions(), !checkpoint.isKept());
  }

  /** Runs the script, if there is one and this shard begins the search. What breaks is not shrunk. */
  private Optional<Counterexample> script(PreparedScenario prepared, Judge judge, Tally tally) {
    if (!runsScript()) {
      return Optional.empty();
    }
    ScriptedRun run = ScriptedRun.of(prepared, judge, Recording.HASH);
    tally.add(run.result());
    return run.violation()
        .flatMap(found -> Replay.of(prepared, judge, found.schedule()).counterexample());
  }

  /** In the middle of an execution: nothing can be written down, and nothing is known to be broken. */
  private ScenarioResult fullHeap(
      OutOfMemoryError full, long nanos, Tally tally, Coverage coverage) {
    String description = coverage.description() + "; an execution met: " + full.getMessage();
    return result(
        nanos,
        tally,
        new Coverage(coverage.executions(), false, description),
        Verdict.MEMORY_LIMIT,
        List.of(),
        Optional.empty());
  }

  private ScenarioResult result(
      long nanos,
      Tally tally,
      Coverage coverage,
      Verdict found,
      List<Property> unevaluated,
      Optional<Counterexample> counterexample) {
    Reach reach = tally.reach(scenario);
    boolean isVacuous =
        !reach.sometimes().isEmpty() || (scenario.script().isEmpty() && !unevaluated.isEmpty());
    boolean isWhole = options.shard().equals(Shard.WHOLE);
    boolean isEmpty = isWhole && tally.executions() == 0 && counterexample.isEmpty();
    Verdict verdict = found;
    if (isEmpty && found != Verdict.MEMORY_LIMIT) {
      verdict = Verdict.NO_EXECUTION;
    } else if (!isWhole && found == Verdict.HOLDS) {
      verdict = Verdict.SHARD;
    } else if (found == Verdict.HOLDS && isVacuous) {
      verdict = Verdict.VACUOUS;
    }
    String share = isWhole ? "" : "shard " + options.shard() + ScenarioResult.ALONE;
    return new ScenarioResult(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        scenario.fault(),
        scenario.expectation().text(),
        verdict,
        isAsExpected(verdict, counterexample),
        share
            + (scenario.script().isPresent() ? "the script; " : "")
            + coverage.description()
            + (verdict == Verdict.VACUOUS ? never(unevaluated, reach) : ""),
        tally.executions(),
        tally.distinctTraces(),
        tally.steps(),
        tally.crashes(),
        nanos,
        counterexample,
        scenario.contentHash() + " " + scenario.search().identity(),
        reach);
  }

  private String never(List<Property> unevaluated, Reach reach) {
    List<String> keys = scenario.script().isPresent()
        ? List.of()
        : unevaluated.stream().map(Property::key).toList();
    return (keys.isEmpty() ? "" : "; never evaluated: " + String.join(", ", keys))
        + reach.neverSo();
  }

  private Exploration exploration(PreparedScenario prepared, Judge judge, Crew crew, Tally tally) {
    Optional<Frontier> frontier = Searches.frontier(scenario, options.shard());
    if (frontier.isPresent()) {
      return new PartsExploration(
          prepared, judge, frontier.get(), CrashCheck.of(scenario), crew, tally);
    }
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(Searches.diskOrder(scenario));
    return new ForeseeingExploration(prepared, judge, scheduler, options.shard(), crew, tally);
  }

  private Counterexample nondeterminism(NondeterminismException e) {
    Schedule ran = e.schedule().orElse(Schedule.of(new byte[0], 0));
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
        Replay.tokenOf(scenario, Route.counted(ran)).toString());
  }

  private Counterexample explain(PreparedScenario prepared, Judge judge, Shrinker.Candidate found) {
    Shrinker.Candidate shrunk = new Shrinker(prepared, judge).shrink(found);
    return Replay.of(prepared, judge, shrunk.schedule())
        .counterexample()
        .orElseThrow(() ->
            new AssertionError("the violating schedule violates nothing when it is repeated"));
  }

  private boolean isAsExpected(Verdict verdict, Optional<Counterexample> counterexample) {
    Optional<Property> wanted = scenario.expectation().violated();
    return wanted.isPresent()
        ? counterexample.map(Counterexample::property).equals(wanted)
        : verdict == Verdict.HOLDS;
  }
}
