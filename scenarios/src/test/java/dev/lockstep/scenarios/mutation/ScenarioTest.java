package dev.lockstep.scenarios.mutation;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import org.pitest.testapi.AbstractTestUnit;
import org.pitest.testapi.Description;
import org.pitest.testapi.ResultCollector;

/**
 * One scenario as a test of PIT's; it fails where a property breaks, where what must be so sometimes never was
 * though the search came to its end, and where the engine stops. One with a seeded bug fails where that is not
 * found by the property that the file names.
 */
final class ScenarioTest extends AbstractTestUnit {
  private final Scenario scenario;

  ScenarioTest(Scenario scenario) {
    super(new Description(
        scenario.fault().map(bug -> scenario.name() + " with its bug").orElse(scenario.name()),
        ScenarioSuite.class));
    this.scenario = scenario;
  }

  @Override
  public void execute(ResultCollector collector) {
    collector.notifyStart(getDescription());
    try {
      ScenarioResult result = new Explorer(scenario, ExplorationListener.SILENT).explore();
      if (isRight(result)) {
        collector.notifyEnd(getDescription());
      } else {
        collector.notifyEnd(
            getDescription(),
            new AssertionError(
                result.counterexample().map(Counterexample::seen).orElse(result.coverage())));
      }
    } catch (ScenarioException | RuntimeException | Error e) {
      // Whatever a mutant does ends the test, and nothing else.
      collector.notifyEnd(getDescription(), e);
    }
  }

  private boolean isRight(ScenarioResult result) {
    return scenario.fault().isPresent()
        ? result.asExpected()
        : result.counterexample().isEmpty() && result.verdict() != Verdict.VACUOUS;
  }
}
