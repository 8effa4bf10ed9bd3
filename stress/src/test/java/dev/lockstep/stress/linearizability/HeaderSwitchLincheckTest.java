package dev.lockstep.stress.linearizability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The header switch under Lincheck, on every interleaving of reads and writes of shared memory that its
 * model checker gets to, and on real threads. Beside each stands its canary: the same with a planted
 * race, which must be found, or the other result means nothing.
 *
 * <p>The scenarios are random and small. Lincheck's memory is sequentially consistent: what the
 * hardware and the JIT may reorder beyond that is for the races of jcstress. Its warnings that it fails
 * to get the offsets of fields are about records, whose fields it cannot name in its traces: harmless.
 */
class HeaderSwitchLincheckTest {
  private static final int JDK = 17;

  /** The build's system property: {@code short}, or anything else for the full length. */
  private static final boolean SHORT =
      System.getProperty("lockstep.stress", "short").equals("short");

  private static final int SCENARIOS = SHORT ? 5 : 200;
  private static final int INVOCATIONS = SHORT ? 500 : 10_000;

  /** The canary's limit; the search stops at the first finding, long before it. */
  private static final int CANARY_SCENARIOS_MAX = 1_000;

  @BeforeEach
  void lincheckSeesRacesHere() {
    int running = Runtime.version().feature();
    assumeTrue(
        running == JDK,
        () -> "Lincheck is skipped on JDK " + running + ": on newer ones than " + JDK
            + " it passes racy code, so its verdict would mean nothing");
  }

  @Test
  void modelCheckerFindsNoViolation() {
    modelChecking().iterations(SCENARIOS).check(LiveSwitch.class);
  }

  @Test
  void modelCheckerFindsPlantedRace() {
    assertThatThrownBy(
            () -> modelChecking().iterations(CANARY_SCENARIOS_MAX).check(LossySwitch.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  @Test
  void realThreadsFindNoViolation() {
    realThreads().iterations(SCENARIOS).check(LiveSwitch.class);
  }

  @Test
  void realThreadsFindPlantedRace() {
    assertThatThrownBy(
            () -> realThreads().iterations(CANARY_SCENARIOS_MAX).check(LossySwitch.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  private static ModelCheckingOptions modelChecking() {
    return common(new ModelCheckingOptions());
  }

  private static StressOptions realThreads() {
    return common(new StressOptions());
  }

  private static <T extends Options<T, ?>> T common(T options) {
    options
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .invocationsPerIteration(INVOCATIONS)
        .minimizeFailedScenario(false);
    return options;
  }
}
