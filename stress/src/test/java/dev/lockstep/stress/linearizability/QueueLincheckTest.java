package dev.lockstep.stress.linearizability;

import static dev.lockstep.stress.linearizability.LincheckEffort.assertFindsRace;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The write queue under Lincheck: writers beside each other and beside the closing that flushes. */
class QueueLincheckTest {
  private static final int INVOCATIONS = 2_000;

  @BeforeEach
  void lincheckSeesRacesHere() {
    LincheckEffort.assumeItSeesRaces();
    LincheckEffort.assumeFullLength();
  }

  @Test
  void modelCheckerFindsNoViolation() {
    check(LincheckEffort.modelChecking(INVOCATIONS), LiveQueue.class);
  }

  @Test
  void modelCheckerFindsLeakyLock() {
    assertFindsRace(() -> check(LincheckEffort.modelCheckingCanary(), LeakyQueue.class));
  }

  @Test
  void realThreadsFindNoViolation() {
    check(LincheckEffort.realThreads(), LiveQueue.class);
  }

  @Test
  void realThreadsFindLeakyLock() {
    assertFindsRace(() -> check(LincheckEffort.realThreadsCanary(), LeakyQueue.class));
  }

  private static <T extends Options<T, ?>> void check(T options, Class<?> subject) {
    Scenarios calls = new Scenarios(subject);
    LincheckEffort.forLargeSubject(options)
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
        .iterations(0)
        .check(subject);
  }
}
