package dev.lockstep.stress.linearizability;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Options;

/** The write queue under Lincheck: writers beside each other and beside the closing that flushes. */
class QueueLincheckTest extends CheckedOnRealThreads {
  private static final int INVOCATIONS = 300;

  QueueLincheckTest() {
    super(
        LiveQueue.class,
        LeakyQueue.class,
        INVOCATIONS,
        LincheckEffort.CANARY_INVOCATIONS_MAX,
        LincheckEffort.CANARY_STRESS_INVOCATIONS_MAX);
  }

  @Override
  <T extends Options<T, ?>> T withScenarios(T options, Class<?> checked) {
    Scenarios calls = new Scenarios(checked);
    return LincheckEffort.forLargeSubject(options)
        .addCustomScenario(Scenarios.of(
            List.of(
                List.of(calls.call("setOne"), calls.call("get")),
                List.of(calls.call("setOther"), calls.call("get"))),
            List.of(calls.call("get"))))
        .addCustomScenario(Scenarios.of(
            List.of(List.of(calls.call("add")), List.of(calls.call("add"), calls.call("remove"))),
            List.of(calls.call("get"), calls.call("add"))))
        .addCustomScenario(Scenarios.of(
            List.of(List.of(calls.call("setOne")), List.of(calls.call("close"))),
            List.of(calls.call("onDisk"))))
        .iterations(0);
  }
}
