package dev.lockstep.model.counterexample;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.Words;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Counterexample.CrashPoint;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.TokenException;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.scheduler.RouteRecorder;
import dev.lockstep.model.scheduler.RouteScheduler;
import dev.lockstep.model.scheduler.ScheduleMismatchException;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Route;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Runs one known schedule of a scenario again, recorded.
 *
 * @param taskNames by task number
 * @param steps everything that happened, in order
 * @param milestones the protocols' named points
 * @param calls what the clients called, in the order of the calls
 * @param counterexample what broke; empty where nothing did
 * @param detour how the execution differs from the one whose token it follows, where the code has
 *     changed since; empty where it does not
 */
public record Replay(
    List<String> taskNames,
    List<Step> steps,
    List<MilestoneReached> milestones,
    List<Counterexample.Call> calls,
    Optional<Counterexample> counterexample,
    Optional<String> detour) {

  /**
   * Replays a token. Code that has changed since is followed by the names of its tasks and steps.
   *
   * @throws TokenException if the token was made for another scenario, for another content of it, or
   *     for code that cannot be followed any more
   * @throws ScenarioException if what the scenario is given does not work out
   */
  public static Replay of(Scenario scenario, ReplayToken token) throws ScenarioException {
    checkFits(scenario, token);
    PreparedScenario prepared = PreparedScenario.of(scenario);
    Judge judge = new Judge(prepared);
    Schedule recorded = token.route().schedule();
    if (ScriptedRun.following(prepared, judge, recorded).isPresent()) {
      return of(prepared, judge, recorded);
    }
    RouteScheduler scheduler = new RouteScheduler(token.route());
    Schedule taken = follow(prepared, judge, scheduler);
    Schedule schedule = token
        .route()
        .crashImage()
        .map(image -> taken.withCrash(new CrashDecision(taken.length(), image)))
        .orElse(taken);
    return of(prepared, judge, schedule).with(scheduler.detour());
  }

  private static Schedule follow(PreparedScenario prepared, Judge judge, RouteScheduler scheduler) {
    try {
      SimulationResult result =
          Execution.exploring(prepared, judge, CrashCheck.NEVER).run(scheduler).simulation();
      scheduler.endExecution(result);
      return result.schedule();
    } catch (ScheduleMismatchException e) {
      throw new TokenException("the token cannot be followed through the engine any more: "
          + e.getMessage() + "; search again");
    }
  }

  private Replay with(Optional<String> other) {
    return new Replay(taskNames, steps, milestones, calls, counterexample, other);
  }

  private static void checkFits(Scenario scenario, ReplayToken token) {
    if (!scenario.name().equals(token.scenario())) {
      throw new TokenException(
          "the token is for scenario " + token.scenario() + ", not " + scenario.name());
    }
    if (!tokenOf(scenario, token.route()).contentHash().equals(token.contentHash())) {
      throw new TokenException(
          "scenario " + scenario.name() + " has changed since the token was made: search again");
    }
  }

  public static ReplayToken tokenOf(Scenario scenario, Route route) {
    return new ReplayToken(scenario.name(), scenario.contentHash(), route);
  }

  public static Replay of(PreparedScenario prepared, Judge judge, Schedule schedule) {
    Optional<ScriptedRun> scripted = ScriptedRun.following(prepared, judge, schedule);
    if (scripted.isPresent()) {
      return recorded(prepared, schedule, scripted.get(), Optional.empty());
    }
    ReplayScheduler scheduler = new ReplayScheduler(schedule);
    RouteRecorder recorder = new RouteRecorder(scheduler);
    PreemptionCounter chooser = new PreemptionCounter(recorder);
    Execution execution = Execution.replaying(prepared, judge, schedule.crash());
    Execution.Result result = execution.run(chooser);
    scheduler.endExecution(result.simulation());
    ScriptedRun run = new ScriptedRun(execution, result, chooser.preemptions(), recorder);
    return recorded(
        prepared,
        schedule,
        run,
        result
            .violation()
            .flatMap(violation -> Explanation.of(
                prepared,
                judge,
                schedule,
                result.simulation().trace().steps(),
                violation.property())));
  }

  /** The names of all tasks by number: the scenario's, and those that a bucket started after them. */
  private static List<String> names(Scenario scenario, List<Step> steps) {
    SortedMap<Integer, String> names = new TreeMap<>();
    scenario.tasks().forEach(task -> names.put(names.size(), task.name()));
    steps.forEach(step -> names.putIfAbsent(step.task(), step.taskName()));
    int count = names.lastKey() + 1;
    return IntStream.range(0, count)
        .mapToObj(task -> names.getOrDefault(task, "task " + task))
        .toList();
  }

  private static Replay recorded(
      PreparedScenario prepared, Schedule schedule, ScriptedRun run, Optional<String> why) {
    Execution.Result result = run.result();
    List<Step> steps = result.simulation().trace().steps();
    List<String> names = names(prepared.scenario(), steps);
    List<MilestoneReached> milestones = result.simulation().trace().milestones();
    Optional<Integer> crashImage = schedule.crash().map(CrashDecision::image);
    Optional<Counterexample> counterexample = result
        .violation()
        .map(violation -> new Counterexample(
            violation.property(),
            violation.promised(),
            violation.seen(),
            run.preemptions(),
            names,
            steps,
            milestones,
            calls(result),
            crashPoint(schedule, run.execution().disk()),
            tokenOf(prepared.scenario(), run.recorder().route(crashImage)).toString(),
            StoreBesideSpec.of(
                prepared.initial(), result.history(), run.execution().shown(), steps.size()),
            why,
            Optional.empty()));
    return new Replay(names, steps, milestones, calls(result), counterexample, Optional.empty());
  }

  private static List<Counterexample.Call> calls(Execution.Result result) {
    return result.history().calls().stream()
        .map(call -> new Counterexample.Call(
            call.task(),
            Words.of(call.operation()),
            Optional.ofNullable(call.answer()).map(Object::toString),
            call.firstStep(),
            call.lastStep()))
        .toList();
  }

  private static Optional<CrashPoint> crashPoint(Schedule schedule, SimulatedDisk disk) {
    return schedule
        .crash()
        .map(crash -> new CrashPoint(
            crash.beforeStep(), crash.image(), lost(disk, Judge.images(disk).get(crash.image()))));
  }

  private static List<String> lost(SimulatedDisk before, SimulatedDisk after) {
    return after.isCertain()
        ? DiskDifference.lines(before, after)
        : List.of("nothing yet: the program alone has stopped");
  }
}
