package dev.lockstep.scenarios.mutation;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import java.util.Optional;
import org.pitest.testapi.AbstractTestUnit;
import org.pitest.testapi.Description;
import org.pitest.testapi.ResultCollector;

/**
 * One scenario as a test of PIT's; it fails where a property breaks, where what must be so sometimes never was
 * though the search came to its end, and where the engine stops.
 */
final class ScenarioTest extends AbstractTestUnit {
  private final Scenario scenario;

  ScenarioTest(Scenario scenario) {
    super(new Description(scenario.name(), ScenarioSuite.class));
    this.scenario = scenario;
  }

  @Override
  public void execute(ResultCollector collector) {
    collector.notifyStart(getDescription());
    try {
      ScenarioResult result = new Explorer(scenario, ExplorationListener.SILENT).explore();
      Optional<Counterexample> found = result.counterexample();
      if (found.isPresent()) {
        collector.notifyEnd(getDescription(), new AssertionError(found.get().seen()));
      } else if (result.verdict() == Verdict.VACUOUS) {
        collector.notifyEnd(getDescription(), new AssertionError(result.coverage()));
      } else {
        collector.notifyEnd(getDescription());
      }
    } catch (ScenarioException | RuntimeException | Error e) {
      // Whatever a mutant does ends the test, and nothing else.
      collector.notifyEnd(getDescription(), e);
    }
  }
}
