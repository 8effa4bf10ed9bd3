package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.assertFindsRace;

import org.jetbrains.lincheck.datastructures.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statistics under Lincheck: all of one commit, whatever commits or switches beside the reader. */
class StatisticsLincheckTest {
  private static final int SCENARIOS = 50;
  private static final int INVOCATIONS = 1_000;

  /** The canary's limit; the search stops at the first finding, long before it. */
  private static final int CANARY_SCENARIOS_MAX = 1_000;

  @BeforeEach
  void lincheckSeesRacesHere() {
    LincheckEffort.assumeItSeesRaces();
    LincheckEffort.assumeFullLength();
  }

  @Test
  void modelCheckerFindsNoViolation() {
    check(LincheckEffort.modelChecking(INVOCATIONS), SCENARIOS, LiveSwitch.class);
  }

  @Test
  void modelCheckerFindsNumbersOfTwoCommits() {
    assertFindsRace(() -> check(
        LincheckEffort.modelChecking(INVOCATIONS), CANARY_SCENARIOS_MAX, TornStatistics.class));
  }

  @Test
  void realThreadsFindNoViolation() {
    check(LincheckEffort.realThreads(), SCENARIOS, LiveSwitch.class);
  }

  @Test
  void realThreadsFindNumbersOfTwoCommits() {
    assertFindsRace(
        () -> check(LincheckEffort.realThreads(), CANARY_SCENARIOS_MAX, TornStatistics.class));
  }

  private static <T extends Options<T, ?>> void check(T options, int scenarios, Class<?> subject) {
    options
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(0)
        .actorsAfter(1)
        .iterations(scenarios)
        .check(subject);
  }
}
