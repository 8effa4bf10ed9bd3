package dev.lockstep.model.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lockstep.model.program.ProgramReplay;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class ExploreExtensionTest {

  @Test
  void failureShowsWhyTheStepsAndHowToRunThemAgain() {
    assertThat(failureOf(Offending.RacyStack.class))
        .hasMessageContaining("Expecting actual")
        .hasMessageContaining("other popper sets top#1")
        .hasMessageContaining("@Replay(\"L")
        .hasMessageContaining("void whatIsPushedIsPoppedOnce(Simulation simulation)");
  }

  @Test
  void tokenOfAFailureFailsAgain() {
    Matcher token = Pattern.compile("@Replay\\(\"(.*)\"\\)")
        .matcher(String.valueOf(failureOf(Offending.RacyStack.class).getMessage()));
    assertThat(token.find()).isTrue();

    ProgramReplay replay = ProgramReplay.of(
        (simulation, calls) -> new Offending.RacyStack().whatIsPushedIsPoppedOnce(simulation),
        Offending.RacyStack.class.getName() + ".whatIsPushedIsPoppedOnce",
        token.group(1));

    assertThat(replay.failure()).isPresent();
    assertThat(replay.token()).isEqualTo(token.group(1));
  }

  @Test
  void methodThatRunsNothingIsNoPass() {
    assertThat(failureOf(Offending.RunsNothing.class))
        .hasMessageContaining("it has to start tasks and call simulation.run()");
  }

  @Test
  void methodWithoutTasksIsNoPass() {
    assertThat(failureOf(Offending.HasNoTasks.class))
        .hasMessageContaining("it has to start tasks and call simulation.run()");
  }

  @Test
  void whatIsExpectedTooLateToBeLookedAtIsNoPass() {
    assertThat(failureOf(Offending.ExpectsTooLate.class))
        .hasMessageContaining("the execution has ended: nothing would look");
  }

  @Test
  void longExecutionIsShownByItsBeginningAndItsEnd() {
    Throwable failure = failureOf(Offending.NeverEnds.class);
    assertThat(failure)
        .hasMessageContaining("some task still goes on")
        .hasMessageContaining("    1   waiter gets cell#1 = 0")
        .hasMessageContaining("99999   waiter gets cell#1 = 0");
    assertThat(String.valueOf(failure.getMessage()).lines()).hasSizeLessThan(400);
  }

  @Test
  void searchThatIsCutShortIsNoPass() {
    assertThat(failureOf(Offending.TooLong.class)).hasMessageContaining("not complete");
  }

  @Test
  void deadlockSaysWhoWaitsForWhat() {
    assertThat(failureOf(Offending.Deadlocked.class))
        .hasMessageContaining("left waits for other#1, which is up to right");
  }

  @Test
  void whatIsNeverSoIsNoPass() {
    assertThat(failureOf(Offending.Vacuous.class))
        .hasMessageContaining("vacuous: never so: sometimes three");
  }

  @Test
  void whatIsNotAlwaysSoEndsTheExecutionWhereItIsNot() {
    assertThat(failureOf(Offending.NotAlways.class))
        .hasMessageContaining("always at most one inside: it is not so")
        .hasMessageContaining("3   other adds to inside#1 = 2\n\nTo run it again:")
        .hasMessageContaining("@Replay(\"L");
  }

  @Test
  void methodHasToTakeASimulation() {
    assertThat(failureOf(Offending.TakesNothing.class))
        .hasMessageContaining("has to take a Simulation, and nothing else");
  }

  @Test
  void mistypedTokenIsToldFromAFailure() {
    assertThat(failureOf(Offending.MistypedToken.class)).hasMessageContaining("token");
  }

  @Test
  void scenarioFilesNeedTheModuleThatReadsThem() {
    assertThat(failureOf(Offending.NoFiles.class))
        .hasMessageContaining("put lockstep-scenarios on the class path");
  }

  private static Throwable failureOf(Class<?> test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getFailures()).hasSize(1);
    return summary.getFailures().get(0).getException();
  }
}
