package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.assertFindsRace;

import org.junit.jupiter.api.Test;

/** A subject and its canary that are checked on the model checker and on real threads. */
abstract class CheckedOnRealThreads extends CheckedByModelChecker {
  private final int canaryInvocations;

  /**
   * A subject and its canary.
   *
   * @param realCanaryInvocations of each scenario of the canary on real threads
   */
  CheckedOnRealThreads(
      Class<?> subject,
      Class<?> canary,
      int invocations,
      int canaryInvocations,
      int realCanaryInvocations) {
    super(subject, canary, invocations, canaryInvocations);
    this.canaryInvocations = realCanaryInvocations;
  }

  @Test
  void realThreadsFindNoViolation() {
    withScenarios(LincheckEffort.realThreads(LincheckEffort.STRESS_INVOCATIONS), subject())
        .check(subject());
  }

  @Test
  void realThreadsFindPlantedRace() {
    assertFindsRace(() ->
        withScenarios(LincheckEffort.realThreads(canaryInvocations), canary()).check(canary()));
  }
}
