package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.result.TokenException;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each property finds the fault that is planted for it, and nothing where there is none. */
class PlantedFaultsTest {

  @ParameterizedTest
  @EnumSource(Property.class)
  void theFaultIsFoundByItsOwnProperty(Property property) throws ScenarioException {
    ScenarioResult result = Scenarios.explore(PlantedFaults.breaking(property));
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    Counterexample found = result.counterexample().orElseThrow();
    assertThat(found.property()).as(found.seen()).isEqualTo(property);
    assertThat(found.promised()).isNotBlank();
    assertThat(found.seen()).isNotBlank();
    assertThat(result.asExpected()).isTrue();
  }

  /** What a scenario asks for in vain is a fault of the scenario, not of the engine. */
  @ParameterizedTest
  @EnumSource(
      value = Property.class,
      mode = Mode.EXCLUDE,
      names = {"SCRIPT", "ALWAYS", "EVENTUALLY"})
  void withoutTheFaultTheScenarioHolds(Property property) throws ScenarioException {
    ScenarioResult result = Scenarios.explore(PlantedFaults.breaking(property).withoutFault());
    assertThat(result.verdict()).as("%s", result.counterexample()).isEqualTo(Verdict.HOLDS);
    assertThat(result.asExpected()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Property.class, mode = Mode.EXCLUDE, names = "DETERMINISTIC")
  void itsTokenShowsTheSameAgain(Property property) throws ScenarioException {
    Scenario scenario = PlantedFaults.breaking(property);
    Counterexample found = Scenarios.explore(scenario).counterexample().orElseThrow();
    Replay replay = Replay.of(scenario, ReplayToken.parse(found.token()));
    assertThat(replay.counterexample()).contains(found);
    assertThat(replay.steps()).hasSize(found.steps().size()).isNotEmpty();
    assertThat(replay.taskNames()).containsExactly("compactor", "flusher");
  }

  @Test
  void aTokenOfAnotherScenarioOrContentIsRefused() throws ScenarioException {
    Scenario scenario = PlantedFaults.breaking(Property.NO_LEAK);
    Counterexample found = Scenarios.explore(scenario).counterexample().orElseThrow();
    ReplayToken token = ReplayToken.parse(found.token());
    ReplayToken ofOther = new ReplayToken("test/other", token.contentHash(), token.route());
    assertThatThrownBy(() -> Replay.of(scenario, ofOther))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("test/other");
    ReplayToken ofOlder = new ReplayToken(scenario.name(), "fedcba98", token.route());
    assertThatThrownBy(() -> Replay.of(scenario, ofOlder))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining("changed");
  }

  @Test
  void aCrashIsPartOfTheCounterexample() throws ScenarioException {
    ScenarioResult result = Scenarios.explore(PlantedFaults.breaking(Property.DURABLE));
    Counterexample found = result.counterexample().orElseThrow();
    assertThat(found.crash()).isPresent();
    assertThat(found.crash().get().beforeStep()).isEqualTo(found.steps().size());
    assertThat(found.crash().get().lost()).isNotEmpty();
    assertThat(result.crashes()).isPositive();
  }
}
