package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.assertFindsRace;

import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A whole vbucket in memory under Lincheck: flush, compaction, reads, scan, statistics and rollback,
 * with every read and write of shared memory between two calls of the seam as a place to stop at.
 */
class StoreLincheckTest {
  private static final int INVOCATIONS = 500;

  @BeforeEach
  void lincheckSeesRacesHere() {
    LincheckEffort.assumeItSeesRaces();
    LincheckEffort.assumeFullLength();
  }

  @Test
  void modelCheckerFindsNoViolation() {
    check(LincheckEffort.modelChecking(INVOCATIONS), LiveStore.class);
  }

  @Test
  void modelCheckerFindsForgottenCatchUp() {
    assertFindsRace(() -> check(LincheckEffort.modelCheckingCanary(), ForgetfulStore.class));
  }

  @Test
  void realThreadsFindNoViolation() {
    check(LincheckEffort.realThreads(), LiveStore.class);
  }

  @Test
  void realThreadsFindForgottenCatchUp() {
    assertFindsRace(() -> check(LincheckEffort.realThreadsCanary(), ForgetfulStore.class));
  }

  private static <T extends Options<T, ?>> void check(T options, Class<?> subject) {
    Scenarios calls = new Scenarios(subject);
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
    LincheckEffort.forLargeSubject(options).iterations(0).check(subject);
  }
}
