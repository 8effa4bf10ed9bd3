package dev.lockstep.stress.linearizability;

import org.jetbrains.lincheck.datastructures.Options;

/** The statistics under Lincheck: all of one commit, whatever commits or switches beside the reader. */
class StatisticsLincheckTest extends CheckedOnRealThreads {
  private static final int SCENARIOS = 50;
  private static final int INVOCATIONS = 1_000;

  /** The canary's limit; the search stops at the first finding, long before it. */
  private static final int CANARY_SCENARIOS_MAX = 1_000;

  StatisticsLincheckTest() {
    super(
        LiveSwitch.class,
        TornStatistics.class,
        INVOCATIONS,
        INVOCATIONS,
        LincheckEffort.STRESS_INVOCATIONS);
  }

  @Override
  <T extends Options<T, ?>> T withScenarios(T options, Class<?> checked) {
    return options
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(0)
        .actorsAfter(1)
        .iterations(checked == canary() ? CANARY_SCENARIOS_MAX : SCENARIOS);
  }
}
