package dev.lockstep.stress.linearizability;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Options;

/**
 * The compaction scheduler under Lincheck's model checker: askers beside the compactor and beside the
 * closing. Not on real threads: there a lost wake-up is a wait without end, which jcstress looks for.
 */
class SchedulerLincheckTest extends CheckedByModelChecker {
  private static final int INVOCATIONS = 1_000;

  SchedulerLincheckTest() {
    super(
        LiveScheduler.class,
        LeakyScheduler.class,
        INVOCATIONS,
        LincheckEffort.CANARY_INVOCATIONS_MAX);
  }

  @Override
  <T extends Options<T, ?>> T withScenarios(T options, Class<?> checked) {
    Scenarios calls = new Scenarios(checked);
    return LincheckEffort.forLargeSubject(options)
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
        .sequentialSpecification(SchedulerOperations.Specification.class);
  }
}
