package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.execution.Client;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.RandomScheduler;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.strand.TaskDriver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The engine as it ships, explored. */
class ExplorerTest {
  private static final List<Operation> GIVEN = List.of(set("a", "one"), set("b", "two"));
  private static final TaskScript FLUSHER = task("flusher", set("c", "three"));
  private static final TaskScript COMPACTOR = task("compactor", compact());
  private static final TaskScript SCANNER = task("scanner", new Operation.Scan());
  private static final TaskScript ROLLER = task("roller", new Operation.Rollback(1));

  private static ScenarioResult explore(Search search, TaskScript... tasks)
      throws ScenarioException {
    return Scenarios.explore(Scenarios.of(search, GIVEN, tasks));
  }

  @Test
  void flusherCompactorScannerAndRollbackHoldToOnePreemption() throws ScenarioException {
    ScenarioResult result = explore(Search.bounded(1), FLUSHER, COMPACTOR, SCANNER, ROLLER);
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(result.coverage()).startsWith("complete up to 1 preemption");
    assertThat(result.executions()).isEqualTo(result.distinctTraces()).isGreaterThan(1000);
  }

  @Test
  void flusherCompactorScannerAndRollbackHoldWhateverChanceChooses() throws ScenarioException {
    TaskScript flusher = task(
        "flusher",
        set("c", "three"),
        Scenarios.flush(new Mutation.Delete("a"), new Mutation.SetState("replica")),
        new Operation.Get("c"));
    TaskScript roller = task("roller", new Operation.Rollback(1), new Operation.Rollback(0));
    ScenarioResult result =
        explore(Search.random(500, 5), flusher, COMPACTOR, SCANNER, roller, SCANNER);
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(result.executions()).isEqualTo(500);
  }

  /** A state change between the copied header and the rest is what only such a rollback can miss. */
  @Test
  void aRollbackAfterACompactionThatLeftCommitsOutIsExplained() throws ScenarioException {
    TaskScript flusher =
        task("flusher", Scenarios.flush(new Mutation.SetState("dead")), set("c", "three"));
    TaskScript compactor =
        task("compactor", compact(), new Operation.Rollback(2), new Operation.Scan());
    ScenarioResult result = explore(Search.bounded(1), flusher, compactor);
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void ofTwoCompactionsBesideEachOtherOneMayBeRefused() throws ScenarioException {
    ScenarioResult result = explore(Search.bounded(1), COMPACTOR, FLUSHER, COMPACTOR);
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void theSameSearchGivesTheSameResult() throws ScenarioException {
    ScenarioResult once = explore(Search.random(200, 9), FLUSHER, COMPACTOR, ROLLER);
    ScenarioResult again = explore(Search.random(200, 9), FLUSHER, COMPACTOR, ROLLER);
    assertThat(again.steps()).isEqualTo(once.steps());
    assertThat(again.distinctTraces()).isEqualTo(once.distinctTraces());
    assertThat(again.crashes()).isEqualTo(once.crashes());
    assertThat(explore(Search.random(200, 10), FLUSHER, COMPACTOR, ROLLER).steps())
        .as("another seed takes other ways")
        .isNotEqualTo(once.steps());
  }

  @Test
  void aSearchThatStopsAtItsLimitIsNoPass() throws ScenarioException {
    ScenarioResult result = explore(Search.bounded(2).withExecutions(10), FLUSHER, COMPACTOR);
    assertThat(result.verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(result.asExpected()).isFalse();
    assertThat(result.executions()).isEqualTo(10);
  }

  @Test
  void aBugThatIsExpectedAndNotFoundIsNoPassEither() throws ScenarioException {
    Scenario scenario = Scenarios.of(Search.bounded(0), GIVEN, FLUSHER, COMPACTOR);
    ScenarioResult result =
        Scenarios.explore(Scenarios.withFault(scenario, Property.DURABLE, scenario.parts()));
    assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.asExpected()).isFalse();
    assertThat(result.expected()).isEqualTo("violates durable");
  }

  @Test
  void whatIsGivenMustWorkOut() {
    Scenario scenario = Scenarios.of(
        Search.bounded(0),
        List.of(Scenarios.flush(new Mutation.Commit("a")), set("a", "1"), compact()),
        FLUSHER);
    Scenario faulty =
        Scenarios.withFault(scenario, Property.NO_FAILURE, FaultyParts.compactorThatFails());
    assertThatThrownBy(() -> Scenarios.explore(faulty))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("test/scenario: given 'compact' already answers wrongly");
  }

  @Test
  void theListenerHearsHowItGoesOn() throws ScenarioException {
    List<Long> heard = new ArrayList<>();
    Scenario scenario = Scenarios.of(Search.random(200, 1), GIVEN, FLUSHER, COMPACTOR);
    new Explorer(scenario, heard::add).explore();
    assertThat(heard).isSorted().hasSizeGreaterThan(1);
  }

  @Test
  void theEngineTakesTheSameStepsOnBothTaskDrivers() throws ScenarioException, IOException {
    Assumptions.assumeTrue(
        TaskDriver.CONTINUATION.isAvailable(),
        "this JVM has no continuations: they need JDK 21 or newer");
    assertThat(traces(TaskDriver.CONTINUATION)).isEqualTo(traces(TaskDriver.BATON));
  }

  private static List<String> traces(TaskDriver driver) throws ScenarioException, IOException {
    Scenario scenario = Scenarios.of(Search.bounded(0), GIVEN, FLUSHER, COMPACTOR, SCANNER, ROLLER);
    PreparedScenario prepared = PreparedScenario.of(scenario);
    RandomScheduler scheduler = new RandomScheduler(3, 150);
    List<String> traces = new ArrayList<>();
    while (scheduler.beginExecution()) {
      List<Answer> answers = new ArrayList<>();
      Simulation simulation = new Simulation(
          prepared.disk().fork(), scheduler, SimulationOptions.defaults().withDriver(driver));
      Client client = new Client(VBuckets.open(simulation.platform(), VBucketOptions.defaults()));
      for (TaskScript task : scenario.tasks()) {
        simulation.start(
            task.name(),
            () -> task.operations().forEach(each -> answers.add(client.perform(each))));
      }
      SimulationResult result = simulation.run();
      scheduler.endExecution(result);
      traces.add(result.ending() + " " + result.schedule() + " "
          + result.trace().hash() + " " + answers + " " + client.look());
    }
    return traces;
  }
}
