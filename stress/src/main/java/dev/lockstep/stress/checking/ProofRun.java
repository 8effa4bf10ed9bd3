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

  /** Proves it again and again with so many jobs until the time is over, warmed up before. */
  static Measurement measure(String name, Path file, double secondsMin, int jobs, StartSignal start)
      throws IOException, ScenarioException {
    Scenario scenario = new ScenarioParser(new Museum()).parse(file, name);
    ExplorationOptions options = ExplorationOptions.defaults().withJobs(jobs);
    WarmUp.of(() -> prove(scenario, options));
    start.await();
    Repeated proofs = Repeated.of(() -> prove(scenario, options), secondsMin);
    return new Measurement(
        name,
        Measurement.LOCKSTEP,
        Runtime.version().feature(),
        jobs,
        proofs.executions(),
        proofs.rate(),
        true,
        proofs.seconds() / proofs.count());
  }

  private static long prove(Scenario scenario, ExplorationOptions options) {
    ScenarioResult result;
    try {
      result = new Explorer(scenario, ExplorationListener.SILENT, options).explore();
    } catch (ScenarioException e) {
      throw new AssertionError(scenario.name() + " cannot be explored", e);
    }
    if (result.verdict() != Verdict.HOLDS) {
      throw new AssertionError(scenario.name() + " does not hold: " + result.coverage());
    }
    return result.executions();
  }
}
