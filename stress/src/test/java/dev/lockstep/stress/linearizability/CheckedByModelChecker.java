package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.assertFindsRace;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A subject in which Lincheck's model checker must find nothing. Beside it stands its canary: the same
 * with a planted race, which must be found, or the other result means nothing.
 */
abstract class CheckedByModelChecker {
  private final Class<?> subject;
  private final Class<?> canary;
  private final int invocations;
  private final int canaryInvocations;

  /**
   * A subject and its canary.
   *
   * @param invocations of each scenario of the subject
   * @param canaryInvocations the same for the canary; the search stops at the first finding
   */
  CheckedByModelChecker(Class<?> subject, Class<?> canary, int invocations, int canaryInvocations) {
    this.subject = subject;
    this.canary = canary;
    this.invocations = invocations;
    this.canaryInvocations = canaryInvocations;
  }

  final Class<?> subject() {
    return subject;
  }

  final Class<?> canary() {
    return canary;
  }

  /** Adds the scenarios in which {@code checked}, the subject or the canary, is checked. */
  abstract <T extends Options<T, ?>> T withScenarios(T options, Class<?> checked);

  /** Whether every build checks it; the others are left to the full length. */
  boolean isInEveryBuild() {
    return false;
  }

  /** What its operations only pass through: no place to stop at. The beginnings of names of classes. */
  List<String> unshared() {
    return List.of();
  }

  @BeforeEach
  void lincheckSeesRacesHere() {
    LincheckEffort.assumeItSeesRaces();
    if (!isInEveryBuild()) {
      LincheckEffort.assumeFullLength();
    }
  }

  @Test
  void modelCheckerFindsNoViolation() {
    withScenarios(LincheckEffort.modelChecking(invocations, unshared()), subject)
        .check(subject);
  }

  @Test
  void modelCheckerFindsPlantedRace() {
    assertFindsRace(
        () -> withScenarios(LincheckEffort.modelChecking(canaryInvocations, unshared()), canary)
            .check(canary));
  }
}
