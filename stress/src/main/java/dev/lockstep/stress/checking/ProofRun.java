package dev.lockstep.stress.checking;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.ExplorationOptions;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Path;

/** A shipped proof, explored to completion, or its scenario in so many schedules with few preemptions. */
final class ProofRun {
  /** Ends the name of a subject that is the proof's scenario, searched within a bound and without reduction. */
  static final String BOUNDED = ", bounded";

  private static final Search BOUNDED_SEARCH = Search.bounded(4).withExecutions(20_000);

  private ProofRun() {}

  /** Explores it again and again with so many jobs until the time is over, warmed up before. */
  static Measurement measure(String name, Path file, double secondsMin, int jobs, StartSignal start)
      throws IOException, ScenarioException {
    Scenario proof = new ScenarioParser(new Museum()).parse(file, name);
    boolean isProof = !name.endsWith(BOUNDED);
    Scenario scenario = isProof ? proof : proof.withSearch(BOUNDED_SEARCH);
    Verdict expected = isProof ? Verdict.HOLDS : Verdict.INCOMPLETE;
    ExplorationOptions options = ExplorationOptions.defaults().withJobs(jobs);
    WarmUp.of(() -> explore(scenario, options, expected));
    start.await();
    Repeated runs = Repeated.of(() -> explore(scenario, options, expected), secondsMin);
    return new Measurement(
        name,
        Measurement.LOCKSTEP,
        Runtime.version().feature(),
        jobs,
        runs.executions(),
        runs.rate(),
        isProof,
        runs.seconds() / runs.count());
  }

  private static long explore(Scenario scenario, ExplorationOptions options, Verdict expected) {
    ScenarioResult result;
    try {
      result = new Explorer(scenario, ExplorationListener.SILENT, options).explore();
    } catch (ScenarioException e) {
      throw new AssertionError(scenario.name() + " cannot be explored", e);
    }
    if (result.verdict() != expected) {
      throw new AssertionError(
          scenario.name() + " ended as " + result.verdict() + ": " + result.coverage());
    }
    return result.executions();
  }
}
