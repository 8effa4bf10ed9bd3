package dev.lockstep.model.check;

import dev.lockstep.model.check.EquivalentExecutions.Crashes;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.Searches;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scheduler.Scheduler;
import java.util.OptionalLong;

/**
 * A search that ends at the first violation: nothing runs twice and nothing is shrunk, so that
 * schedulers can be compared.
 */
public final class FirstViolation {
  private FirstViolation() {}

  /**
   * Searches as the scenario says. Returns how many executions it took, the violating one included;
   * empty if nothing breaks.
   *
   * @throws ScenarioException if what the scenario is given does not work out
   */
  public static OptionalLong search(Scenario scenario) throws ScenarioException {
    PreparedScenario prepared = PreparedScenario.of(scenario);
    Judge judge = new Judge(prepared);
    Scheduler scheduler = Searches.scheduler(scenario);
    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, judge);
    for (long executions = 1; executions <= scenario.search().executions(); executions++) {
      if (!scheduler.beginExecution()) {
        return OptionalLong.empty();
      }
      Execution.Result result =
          Execution.exploring(prepared, judge, CrashCheck.of(scenario)).run(scheduler);
      if (result.violation().isPresent()) {
        return OptionalLong.of(executions);
      }
      scheduler.endExecution(result.simulation());
      if (equivalents.violation(scheduler, result, Crashes.WORKED_OUT).isPresent()) {
        return OptionalLong.of(executions);
      }
    }
    return OptionalLong.empty();
  }
}
