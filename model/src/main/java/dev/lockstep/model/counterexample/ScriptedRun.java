package dev.lockstep.model.counterexample;

import dev.lockstep.model.counterexample.Shrinker.Candidate;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.ScriptCheck;
import dev.lockstep.model.execution.ScriptChooser;
import dev.lockstep.model.scheduler.RouteRecorder;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.trace.Schedule;
import java.util.Optional;

/**
 * The one execution of a scenario that its script describes.
 *
 * @param execution what ran
 * @param result what came of it
 * @param preemptions how often a task was stopped that could have gone on
 * @param recorder knows the route that it took
 */
public record ScriptedRun(
    Execution execution, Execution.Result result, int preemptions, RouteRecorder recorder) {

  /** Runs the script, once. */
  public static ScriptedRun of(PreparedScenario prepared, Judge judge, Recording recording) {
    Execution execution = Execution.scripted(prepared, judge, recording);
    ScriptChooser script = new ScriptChooser(
        prepared.scenario(), execution.history(), () -> execution.disk().names());
    execution.judgeBy(new ScriptCheck(prepared.scenario().script().orElseThrow(), script));
    RouteRecorder recorder = new RouteRecorder(script);
    PreemptionCounter chooser = new PreemptionCounter(recorder);
    Execution.Result result = execution.run(chooser);
    return new ScriptedRun(execution, result, chooser.preemptions(), recorder);
  }

  /** The script's execution, recorded, if that is what the schedule leads to. */
  static Optional<ScriptedRun> following(
      PreparedScenario prepared, Judge judge, Schedule schedule) {
    return prepared
        .scenario()
        .script()
        .map(script -> of(prepared, judge, Recording.STEPS))
        .filter(run -> run.follows(schedule));
  }

  private boolean follows(Schedule schedule) {
    Schedule taken = result.simulation().schedule();
    return taken.runs().equals(schedule.runs()) && taken.faults().equals(schedule.faults());
  }

  /** The schedule that broke a property, if one broke. */
  public Optional<Candidate> violation() {
    return result.violation().map(violation -> Shrinker.candidate(result, violation, preemptions));
  }
}
