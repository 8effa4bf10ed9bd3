package dev.lockstep.stress.linearizability;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Options;

/**
 * The statistics under Lincheck: all of one commit, whatever commits or switches beside the reader. Its
 * scenarios are written down, for in few random ones does a reader meet both.
 */
class StatisticsLincheckTest extends CheckedOnRealThreads {
  private static final int INVOCATIONS = 1_500;

  StatisticsLincheckTest() {
    super(
        LiveSwitch.class,
        TornStatistics.class,
        INVOCATIONS,
        LincheckEffort.CANARY_INVOCATIONS_MAX,
        LincheckEffort.CANARY_STRESS_INVOCATIONS_MAX);
  }

  @Override
  List<String> unshared() {
    return LincheckEffort.FILES;
  }

  @Override
  <T extends Options<T, ?>> T withScenarios(T options, Class<?> checked) {
    Scenarios calls = new Scenarios(checked);
    return LincheckEffort.forLargeSubject(options)
        .addCustomScenario(Scenarios.of(
            List.of(
                List.of(calls.call("statistics"), calls.call("statistics")),
                List.of(calls.call("publish"), calls.call("switchAndRetire"))),
            List.of(calls.call("statistics"))))
        .addCustomScenario(Scenarios.of(
            List.of(
                List.of(calls.call("statistics")),
                List.of(calls.call("statistics")),
                List.of(calls.call("switchAndRetire"), calls.call("publish"))),
            List.of(calls.call("statistics"))))
        .iterations(0);
  }
}
