package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.assertFindsRace;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The compaction scheduler under Lincheck's model checker: askers beside the compactor and beside the
 * closing. Not on real threads: there a lost wake-up is a wait without end, which jcstress looks for.
 */
class SchedulerLincheckTest {
  private static final int INVOCATIONS = 5_000;

  @BeforeEach
  void lincheckSeesRacesHere() {
    LincheckEffort.assumeItSeesRaces();
    LincheckEffort.assumeFullLength();
  }

  @Test
  void modelCheckerFindsNoViolation() {
    check(LincheckEffort.modelChecking(INVOCATIONS), LiveScheduler.class);
  }

  @Test
  void modelCheckerFindsLostWakeUp() {
    assertFindsRace(() -> check(LincheckEffort.modelCheckingCanary(), LeakyScheduler.class));
  }

  private static <T extends Options<T, ?>> void check(T options, Class<?> subject) {
    Scenarios calls = new Scenarios(subject);
    LincheckEffort.forLargeSubject(options)
        .addCustomScenario(Scenarios.of(
            List.of(
                List.of(calls.call("ask"), calls.call("close")),
                List.of(calls.call("compactUntilClosed"))),
            List.of()))
        .addCustomScenario(Scenarios.of(
            List.of(
                List.of(calls.call("askTwiceAndCancelOne"), calls.call("close")),
                List.of(calls.call("compactUntilClosed"))),
            List.of()))
        .addCustomScenario(Scenarios.of(
            List.of(List.of(calls.call("ask")), List.of(calls.call("forget"), calls.call("close"))),
            List.of()))
        .iterations(0)
        .sequentialSpecification(SchedulerOperations.Specification.class)
        .check(subject);
  }
}
