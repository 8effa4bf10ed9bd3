package dev.lockstep.model.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.check.PlantedFaults;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.counterexample.Shrinker.Candidate;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.Violation;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scheduler.RandomScheduler;
import dev.lockstep.model.trace.Schedule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ShrinkerTest {

  /** A schedule that chance found, with many switches that have nothing to do with the violation. */
  private static Candidate fatCandidate(PreparedScenario prepared, Judge judge, Property property) {
    RandomScheduler scheduler = new RandomScheduler(11, 1000);
    while (scheduler.beginExecution()) {
      PreemptionCounter chooser = new PreemptionCounter(scheduler);
      Execution.Result result = Execution.exploring(prepared, judge).run(chooser);
      Optional<Violation> violation =
          result.violation().filter(found -> found.property() == property);
      if (violation.isPresent()) {
        return Shrinker.candidate(result, violation.get(), chooser.preemptions());
      }
      scheduler.endExecution(result.simulation());
    }
    throw new AssertionError("a thousand random schedules never break " + property);
  }

  @ParameterizedTest
  @EnumSource(
      value = Property.class,
      mode = Mode.EXCLUDE,
      names = {"DETERMINISTIC", "TERMINATES", "SCRIPT"})
  void aFatScheduleBecomesAsSimpleAsTheSimplestThereIs(Property property) throws ScenarioException {
    Scenario scenario = PlantedFaults.breaking(property);
    PreparedScenario prepared = PreparedScenario.of(scenario);
    Judge judge = new Judge(prepared);
    Candidate fat = fatCandidate(prepared, judge, property);
    Candidate shrunk = new Shrinker(prepared, judge).shrink(fat);
    int fewest = Scenarios.explore(scenario).counterexample().orElseThrow().preemptions();
    assertThat(shrunk.property()).isEqualTo(property).isEqualTo(fat.property());
    assertThat(shrunk.preemptions()).isEqualTo(fewest);
    assertThat(shrunk.isSimplerThan(fat) || shrunk.equals(fat)).isTrue();
    Optional<Counterexample> replayed =
        Replay.of(prepared, judge, shrunk.schedule()).counterexample();
    assertThat(replayed.map(Counterexample::property)).contains(property);
    assertThat(replayed.map(Counterexample::preemptions)).contains(fewest);
  }

  @Test
  void preemptionsCountBeforeStepsAndStepsBeforeSwitches() {
    Candidate best = candidate(0, new Schedule.Run(0, 9), new Schedule.Run(1, 9));
    Candidate fewerSteps = candidate(1, new Schedule.Run(0, 5));
    Candidate fewerRuns = candidate(0, new Schedule.Run(0, 18));
    assertThat(best.isSimplerThan(fewerSteps)).isTrue();
    assertThat(fewerSteps.isSimplerThan(best)).isFalse();
    assertThat(fewerRuns.isSimplerThan(best)).isTrue();
    assertThat(best.isSimplerThan(best)).isFalse();
  }

  private static Candidate candidate(int preemptions, Schedule.Run... runs) {
    return new Candidate(Schedule.ofRuns(List.of(runs)), Property.LINEARIZABLE, preemptions);
  }
}
