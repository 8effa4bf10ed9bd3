package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.SHORT;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Options;

/**
 * The header switch under Lincheck, on interleavings of reads and writes of shared memory that its
 * model checker gets to, and on real threads.
 *
 * <p>The scenarios are random and small. Lincheck's memory is sequentially consistent: what the
 * hardware and the JIT may reorder beyond that is for the races of jcstress. Its warnings that it fails
 * to get the offsets of fields are about records, whose fields it cannot name in its traces: harmless.
 */
class HeaderSwitchLincheckTest extends CheckedOnRealThreads {
  private static final int SCENARIOS = SHORT ? 3 : 15;
  private static final int INVOCATIONS = SHORT ? 200 : 300;

  /** The canary's limit; the search stops at the first finding, long before it. */
  private static final int CANARY_SCENARIOS_MAX = 1_000;

  HeaderSwitchLincheckTest() {
    super(
        LiveSwitch.class,
        LossySwitch.class,
        INVOCATIONS,
        INVOCATIONS,
        LincheckEffort.STRESS_INVOCATIONS);
  }

  @Override
  boolean isInEveryBuild() {
    return true;
  }

  @Override
  List<String> unshared() {
    return LincheckEffort.FILES;
  }

  @Override
  <T extends Options<T, ?>> T withScenarios(T options, Class<?> checked) {
    return options
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .iterations(checked == canary() ? CANARY_SCENARIOS_MAX : SCENARIOS);
  }
}
