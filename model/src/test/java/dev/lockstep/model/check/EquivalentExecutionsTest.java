package dev.lockstep.model.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.check.EquivalentExecutions.Crashes;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquivalentExecutionsTest {
  private static final FaultBudget ONE_FAILED_SYNC =
      new FaultBudget(List.of(Fault.SYNC_FAILURE), 1);

  private final ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.OBSERVED);

  private static Scenario writing(String value) {
    return Scenarios.withCrash(Scenarios.of(
            Search.exhaustive(),
            List.of(Scenarios.set("a", "0")),
            Scenarios.task("flusher", Scenarios.set("a", value))))
        .withFaults(ONE_FAILED_SYNC);
  }

  private Execution.Result run(PreparedScenario prepared, Judge judge) {
    assertThat(scheduler.beginExecution()).isTrue();
    Execution.Result result =
        Execution.exploring(prepared, judge, CrashCheck.of(prepared.scenario())).run(scheduler);
    scheduler.endExecution(result.simulation());
    return result;
  }

  @Test
  void aCrashThatWasWorkedOutFindsWhatTheRunFinds() throws ScenarioException {
    PreparedScenario prepared = PreparedScenario.of(writing("1"));
    Judge judge = new Judge(prepared);
    Execution.Result result = run(prepared, judge);

    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, judge);
    assertThat(equivalents.violation(scheduler, result, Crashes.WORKED_OUT_AND_RUN))
        .isEmpty();
    assertThat(equivalents.crashed()).hasSizeGreaterThan(3);
  }

  /** The log is that of an execution which wrote something else. */
  @Test
  void aCrashThatWasWorkedOutWrongIsToldFromTheRun() throws ScenarioException {
    PreparedScenario other = PreparedScenario.of(writing("2"));
    Execution.Result otherResult = new EquivalentExecutionsTest().run(other, new Judge(other));
    PreparedScenario prepared = PreparedScenario.of(writing("1"));
    Judge judge = new Judge(prepared);
    Execution.Result result = run(prepared, judge);
    Execution.Result mixed = new Execution.Result(
        result.simulation(),
        result.history(),
        result.lastSeen(),
        result.reached(),
        otherResult.diskLog(),
        result.violation());

    EquivalentExecutions equivalents = new EquivalentExecutions(prepared, judge);
    assertThatThrownBy(() -> equivalents.violation(scheduler, mixed, Crashes.WORKED_OUT_AND_RUN))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a crash finds another disk");
  }
}
