package dev.lockstep.model.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.check.PlantedFaults;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.counterexample.ScenarioShrinker.End;
import dev.lockstep.model.counterexample.ScenarioShrinker.Shrunk;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioShrinkerTest {
  private static final long LONG_ENOUGH = Long.MAX_VALUE;

  /** A planted fault and much that has nothing to do with it. */
  private static Scenario fat(Property property) {
    Scenario plain = PlantedFaults.breaking(property);
    List<Scenario.TaskScript> tasks = new ArrayList<>(plain.tasks());
    tasks.add(Scenarios.task("reader", new Operation.Scan(), new Operation.Scan()));
    return Scenarios.withFault(
        Scenarios.of(
            plain.search(),
            with(
                plain,
                Scenarios.flush(
                    new Mutation.Set("y", Bytes.ofUtf8("1")),
                    new Mutation.Set("z", Bytes.ofUtf8("2")))),
            tasks.toArray(new Scenario.TaskScript[0])),
        property,
        plain.parts());
  }

  private static List<Operation> with(Scenario plain, Operation more) {
    List<Operation> given = new ArrayList<>(plain.given());
    given.add(more);
    return given;
  }

  private static Counterexample counterexample(Scenario scenario) throws ScenarioException {
    return Scenarios.explore(scenario).counterexample().orElseThrow();
  }

  @Test
  void whatHasNothingToDoWithTheViolationIsLeftOut() throws ScenarioException {
    Scenario fat = fat(Property.COUNTERS);
    Counterexample found = counterexample(fat);

    Shrunk shrunk = ScenarioShrinker.shrink(fat, found, LONG_ENOUGH);

    assertThat(shrunk.end()).isEqualTo(End.MINIMUM);
    assertThat(shrunk.scenario().tasks())
        .extracting(Scenario.TaskScript::name)
        .containsExactly("compactor", "flusher");
    assertThat(shrunk.scenario().given()).hasSizeLessThan(fat.given().size());
    assertThat(counterexample(shrunk.scenario()).property()).isEqualTo(found.property());
  }

  @Test
  void nothingThatASmallerScenarioLacksCanBeLeftOut() throws ScenarioException {
    Scenario fat = fat(Property.COUNTERS);
    Scenario shrunk =
        ScenarioShrinker.shrink(fat, counterexample(fat), LONG_ENOUGH).scenario();

    Shrunk again = ScenarioShrinker.shrink(shrunk, counterexample(shrunk), LONG_ENOUGH);

    assertThat(again.scenario()).isEqualTo(shrunk);
  }

  @Test
  void whereTheTimeIsOverItSaysSo() throws ScenarioException {
    Scenario fat = fat(Property.COUNTERS);

    Shrunk shrunk = ScenarioShrinker.shrink(fat, counterexample(fat), 0);

    assertThat(shrunk.end()).isEqualTo(End.TIME_OVER);
    assertThat(shrunk.scenario().tasks()).isEqualTo(fat.tasks());
  }
}
