package dev.lockstep.stress.linearizability;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Options;

/**
 * A whole vbucket in memory under Lincheck: flush, compaction, reads, scan, statistics and rollback,
 * with every read and write of shared memory between two calls of the seam as a place to stop at.
 */
class StoreLincheckTest extends CheckedOnRealThreads {
  private static final int INVOCATIONS = 100;

  StoreLincheckTest() {
    super(
        LiveStore.class,
        ForgetfulStore.class,
        INVOCATIONS,
        LincheckEffort.CANARY_INVOCATIONS_MAX,
        LincheckEffort.CANARY_STRESS_INVOCATIONS_MAX);
  }

  @Override
  <T extends Options<T, ?>> T withScenarios(T options, Class<?> checked) {
    Scenarios calls = new Scenarios(checked);
    for (ExecutionScenario scenario : List.of(
        Scenarios.of(
            List.of(
                List.of(calls.call("compact")), List.of(calls.call("flush"), calls.call("getNew"))),
            List.of(calls.call("scan"))),
        Scenarios.of(
            List.of(
                List.of(calls.call("compact"), calls.call("scan")),
                List.of(calls.call("flush"), calls.call("rollback"))),
            List.of(calls.call("scan"), calls.call("statistics"))),
        Scenarios.of(
            List.of(
                List.of(calls.call("compact")),
                List.of(calls.call("flush")),
                List.of(calls.call("statistics"), calls.call("getOld"))),
            List.of(calls.call("statistics"), calls.call("scan"))))) {
      options.addCustomScenario(scenario);
    }
    return LincheckEffort.forLargeSubject(options).iterations(0);
  }
}
