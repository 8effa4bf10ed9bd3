package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exhaustive search finds what the bounded one finds, and ends. */
class ExhaustiveSearchTest {
  private static final List<Operation> GIVEN = List.of(set("a", "one"), set("b", "two"));
  private static final TaskScript FLUSHER = task("flusher", set("c", "three"));
  private static final TaskScript COMPACTOR = task("compactor", compact());
  private static final TaskScript READER = task("reader", new Operation.Scan());
  private static final TaskScript ROLLER = task("roller", new Operation.Rollback(1));

  @ParameterizedTest
  @EnumSource(Property.class)
  void everyPlantedFaultIsFound(Property property) throws ScenarioException {
    Scenario scenario = PlantedFaults.breaking(property).withSearch(Search.exhaustive());
    ScenarioResult result = Scenarios.explore(scenario);
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    Counterexample found = result.counterexample().orElseThrow();
    assertThat(found.property()).as(found.seen()).isEqualTo(property);
  }

  /** What a scenario asks for in vain is a fault of the scenario, not of the engine. */
  @ParameterizedTest
  @EnumSource(
      value = Property.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SCRIPT", "ALWAYS", "EVENTUALLY"})
  void withoutTheFaultEverythingHolds(Property property) throws ScenarioException {
    Scenario scenario = PlantedFaults.breaking(property).withoutFault();
    ScenarioResult result = Scenarios.explore(scenario.withSearch(Search.exhaustive()));
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(result.coverage()).startsWith("complete: all ").endsWith(" traces, 0 blocked");
    assertThat(result.executions()).isEqualTo(result.distinctTraces());
  }

  @Test
  void flusherCompactorAndRollbackHold() throws ScenarioException {
    ScenarioResult result =
        Scenarios.explore(Scenarios.of(Search.exhaustive(), GIVEN, FLUSHER, COMPACTOR, ROLLER));
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
  }

  /** What is woken after crashes does not hang on which of the equivalent executions are run. */
  @Test
  void crashesLeaveTheSameDisksAsInABoundedSearch() throws ScenarioException {
    Scenario scenario =
        Scenarios.withCrash(Scenarios.of(Search.exhaustive(), GIVEN, FLUSHER, COMPACTOR));
    ScenarioResult exhaustive = explore(Search.exhaustive(), scenario);
    ScenarioResult bounded = explore(Search.bounded(2), scenario);
    assertThat(exhaustive.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(exhaustive.crashes()).isEqualTo(bounded.crashes()).isGreaterThan(100);
    assertThat(exhaustive.executions()).isLessThan(bounded.executions());
  }

  @Test
  void aSearchThatStopsAtItsLimitIsNoPass() throws ScenarioException {
    ScenarioResult result = explore(
        Search.exhaustive().withExecutions(3),
        Scenarios.of(Search.exhaustive(), GIVEN, FLUSHER, COMPACTOR, READER));
    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(result.coverage()).startsWith("stopped after 3 traces, 0 blocked");
  }

  @Test
  void aDiskThatMayBeFullIsSearchedToTheEnd() throws ScenarioException {
    Scenario scenario = Scenarios.of(Search.exhaustive(), GIVEN, FLUSHER, COMPACTOR)
        .withFaults(new FaultBudget(List.of(Fault.FULL_DISK), 1));
    ScenarioResult result = Scenarios.explore(scenario);
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(result.coverage()).startsWith("complete with at most 1 fault: ");
    assertThat(result.reach().faults()).isEmpty();
  }

  private static ScenarioResult explore(Search search, Scenario scenario) throws ScenarioException {
    return Scenarios.explore(scenario.withSearch(search));
  }
}
