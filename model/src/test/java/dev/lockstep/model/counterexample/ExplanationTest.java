package dev.lockstep.model.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.check.PlantedFaults;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void namesTwoConflictingStepsOfDifferentTasksWhoseOrderDecides() throws ScenarioException {
    Counterexample found = Scenarios.explore(PlantedFaults.breaking(Property.LINEARIZABLE))
        .counterexample()
        .orElseThrow();

    assertThat(found.why())
        .hasValueSatisfying(why -> assertThat(why)
            .containsPattern("'.+' \\(step \\d+\\) comes before '.+' \\(step \\d+\\)")
            .endsWith("with these two the other way round the same schedule holds"));
  }

  @Test
  void saysBetweenWhichStepsTheMachineStops() throws ScenarioException {
    Counterexample found = Scenarios.explore(PlantedFaults.breaking(Property.DURABLE))
        .counterexample()
        .orElseThrow();

    assertThat(found.crash()).isPresent();
    assertThat(found.why())
        .hasValueSatisfying(why -> assertThat(why)
            .matches("the machine stops after 'compactor removes 0.couch.1' \\(step \\d+\\):"
                + " a step outside of that, durable is not broken"));
  }

  @Test
  void replayCarriesTheCalls() throws ScenarioException {
    Scenario scenario = PlantedFaults.breaking(Property.LINEARIZABLE);
    ReplayToken token = ReplayToken.parse(
        Scenarios.explore(scenario).counterexample().orElseThrow().token());

    Replay replay = Replay.of(scenario, token);

    assertThat(replay.calls()).isNotEmpty();
  }
}
