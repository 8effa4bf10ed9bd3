package dev.lockstep.model.check;

import dev.lockstep.model.check.Counterexample.CrashPoint;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.scheduler.ScheduleMismatchException;
import dev.lockstep.model.simulation.CrashImages;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import java.util.List;
import java.util.Optional;

/**
 * Runs one known schedule of a scenario again, recorded.
 *
 * @param taskNames by task number
 * @param steps everything that happened, in order
 * @param milestones the protocols' named points
 * @param calls what the clients called, in the order of the calls
 * @param counterexample what broke; empty where nothing did
 */
public record Replay(
    List<String> taskNames,
    List<Step> steps,
    List<MilestoneReached> milestones,
    List<Counterexample.Call> calls,
    Optional<Counterexample> counterexample) {

  /**
   * Replays a token.
   *
   * @throws TokenException if the token was made for another scenario, or for another content of it
   * @throws ScenarioException if what the scenario is given does not work out
   */
  public static Replay of(Scenario scenario, ReplayToken token) throws ScenarioException {
    checkFits(scenario, token);
    PreparedScenario prepared = PreparedScenario.of(scenario);
    try {
      return of(prepared, new Judge(prepared), token.schedule());
    } catch (ScheduleMismatchException e) {
      throw new TokenException("the token's schedule does not fit the engine any more: "
          + e.getMessage() + "; search again");
    }
  }

  private static void checkFits(Scenario scenario, ReplayToken token) {
    if (!scenario.name().equals(token.scenario())) {
      throw new TokenException(
          "the token is for scenario " + token.scenario() + ", not " + scenario.name());
    }
    if (!tokenOf(scenario, token.schedule()).contentHash().equals(token.contentHash())) {
      throw new TokenException(
          "scenario " + scenario.name() + " has changed since the token was made: search again");
    }
  }

  static ReplayToken tokenOf(Scenario scenario, Schedule schedule) {
    return new ReplayToken(scenario.name(), scenario.contentHash(), schedule);
  }

  static Replay of(PreparedScenario prepared, Judge judge, Schedule schedule) {
    Optional<ScriptedRun> scripted = ScriptedRun.following(prepared, judge, schedule);
    if (scripted.isPresent()) {
      return recorded(prepared, schedule, scripted.get(), Optional.empty());
    }
    ReplayScheduler scheduler = new ReplayScheduler(schedule);
    PreemptionCounter chooser = new PreemptionCounter(scheduler);
    Execution execution = Execution.replaying(prepared, judge, schedule.crash());
    Execution.Result result = execution.run(chooser);
    scheduler.endExecution(result.simulation());
    ScriptedRun run = new ScriptedRun(execution, result, chooser.preemptions());
    return recorded(
        prepared,
        schedule,
        run,
        result.violation().isEmpty()
            ? Optional.empty()
            : Explanation.of(
                prepared, judge, schedule, result.simulation().trace().steps()));
  }

  private static Replay recorded(
      PreparedScenario prepared, Schedule schedule, ScriptedRun run, Optional<String> why) {
    Execution.Result result = run.result();
    List<String> names =
        prepared.scenario().tasks().stream().map(Scenario.TaskScript::name).toList();
    List<Step> steps = result.simulation().trace().steps();
    List<MilestoneReached> milestones = result.simulation().trace().milestones();
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
            tokenOf(prepared.scenario(), schedule).toString(),
            why));
    return new Replay(names, steps, milestones, calls(result), counterexample);
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
            crash.beforeStep(),
            crash.image(),
            DiskDifference.lines(disk, CrashImages.of(disk).images().get(crash.image()))));
  }
}
