package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.SHORT;
import static dev.lockstep.stress.linearizability.LincheckEffort.assertFindsRace;

import org.jetbrains.lincheck.datastructures.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The header switch under Lincheck, on interleavings of reads and writes of shared memory that its
 * model checker gets to, and on real threads. Beside each stands its canary: the same with a planted
 * race, which must be found, or the other result means nothing.
 *
 * <p>The scenarios are random and small. Lincheck's memory is sequentially consistent: what the
 * hardware and the JIT may reorder beyond that is for the races of jcstress. Its warnings that it fails
 * to get the offsets of fields are about records, whose fields it cannot name in its traces: harmless.
 */
class HeaderSwitchLincheckTest {
  private static final int SCENARIOS = SHORT ? 3 : 50;
  private static final int INVOCATIONS = SHORT ? 200 : 2_000;

  /** The canary's limit; the search stops at the first finding, long before it. */
  private static final int CANARY_SCENARIOS_MAX = 1_000;

  @BeforeEach
  void lincheckSeesRacesHere() {
    LincheckEffort.assumeItSeesRaces();
  }

  @Test
  void modelCheckerFindsNoViolation() {
    check(LincheckEffort.modelChecking(INVOCATIONS), SCENARIOS, LiveSwitch.class);
  }

  @Test
  void modelCheckerFindsPlantedRace() {
    assertFindsRace(() ->
        check(LincheckEffort.modelChecking(INVOCATIONS), CANARY_SCENARIOS_MAX, LossySwitch.class));
  }

  @Test
  void realThreadsFindNoViolation() {
    check(LincheckEffort.realThreads(), SCENARIOS, LiveSwitch.class);
  }

  @Test
  void realThreadsFindPlantedRace() {
    assertFindsRace(
        () -> check(LincheckEffort.realThreads(), CANARY_SCENARIOS_MAX, LossySwitch.class));
  }

  private static <T extends Options<T, ?>> void check(T options, int scenarios, Class<?> subject) {
    options
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .iterations(scenarios)
        .check(subject);
  }
}
