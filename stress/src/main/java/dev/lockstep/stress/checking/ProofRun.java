package dev.lockstep.stress.checking;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.ExplorationOptions;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Path;

/** A shipped proof, explored to completion. */
final class ProofRun {
  private ProofRun() {}

  /**
   * Proves it again and again with so many jobs until the time is over, half as long unmeasured
   * before.
   */
  static Measurement measure(String name, Path file, double secondsMin, int jobs)
      throws IOException, ScenarioException {
    Scenario scenario = new ScenarioParser(new Museum()).parse(file, name);
    ExplorationOptions options = ExplorationOptions.defaults().withJobs(jobs);
    repeat(scenario, options, secondsMin / 2);
    Rounds rounds = repeat(scenario, options, secondsMin);
    double seconds = Measurement.seconds(rounds.nanos);
    return new Measurement(
        name,
        Measurement.LOCKSTEP,
        Runtime.version().feature(),
        jobs,
        rounds.executions,
        rounds.executions / seconds,
        true,
        seconds / rounds.count);
  }

  private record Rounds(int count, long executions, long nanos) {}

  private static Rounds repeat(Scenario scenario, ExplorationOptions options, double secondsMin)
      throws ScenarioException {
    int count = 0;
    long executions = 0;
    long nanos = 0;
    do {
      ScenarioResult result = prove(scenario, options);
      executions += result.executions();
      nanos += result.nanos();
      count++;
    } while (Measurement.seconds(nanos) < secondsMin);
    return new Rounds(count, executions, nanos);
  }

  private static ScenarioResult prove(Scenario scenario, ExplorationOptions options)
      throws ScenarioException {
    ScenarioResult result = new Explorer(scenario, ExplorationListener.SILENT, options).explore();
    if (result.verdict() != Verdict.HOLDS) {
      throw new AssertionError(scenario.name() + " does not hold: " + result.coverage());
    }
    return result;
  }
}
