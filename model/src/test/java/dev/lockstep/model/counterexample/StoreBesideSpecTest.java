package dev.lockstep.model.counterexample;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.check.PlantedFaults;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.Searches;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Counterexample.Shown;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the store shows in the course of an execution, beside what the specification says. */
class StoreBesideSpecTest {
  private static final Scenario BESIDE = Scenarios.of(
      Search.random(200, 3),
      List.of(set("a", "one")),
      task("flusher", set("b", "two"), Scenarios.flush(new Mutation.Delete("a"))),
      task("compactor", compact()),
      task(
          "owner",
          new Operation.Rollback(1),
          new Operation.Delete(),
          new Operation.Create("active")),
      task("reader", new Operation.Scan()));

  @Test
  void theyAgreeAllTheWayWhereNothingIsWrong() throws ScenarioException {
    PreparedScenario prepared = PreparedScenario.of(BESIDE);
    Scheduler scheduler = Searches.scheduler(BESIDE);
    Set<String> stores = new HashSet<>();
    for (int i = 0; i < 200 && scheduler.beginExecution(); i++) {
      Execution execution = Execution.replaying(prepared, new Judge(prepared), Optional.empty());
      Execution.Result result = execution.run(scheduler);
      scheduler.endExecution(result.simulation());
      List<Shown> shown = StoreBesideSpec.of(
          prepared.initial(),
          result.history(),
          execution.shown(),
          result.simulation().schedule().length());
      assertThat(shown).isNotEmpty().allMatch(each -> each.difference().isEmpty());
      shown.forEach(each -> stores.add(each.store()));
    }
    assertThat(stores).hasSizeGreaterThan(5).contains("no such vbucket");
  }

  @Test
  void theyDifferWhereAPlantedBugLosesAWrite() throws ScenarioException {
    Counterexample found = Scenarios.explore(PlantedFaults.breaking(Property.LINEARIZABLE))
        .counterexample()
        .orElseThrow();

    assertThat(found.shown().get(0).difference()).isEmpty();
    assertThat(found.shown()).anyMatch(each -> each.difference().isPresent());
  }
}
