package dev.lockstep.model.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A failed assumption leaves its execution out; a test of which all are left out is no pass. */
class AssumingTest {

  /** What JUnit hears of one test. */
  private static final class Heard implements TestExecutionListener {
    final List<TestExecutionResult> results = new ArrayList<>();
    final List<String> entries = new ArrayList<>();

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
      if (identifier.isTest()) {
        results.add(result);
      }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
      entry.getKeyValuePairs().forEach((key, value) -> entries.add(key + ": " + value));
    }

    TestExecutionResult result() {
      assertThat(results).hasSize(1);
      return results.get(0);
    }
  }

  private static Heard run(Class<?> test) {
    Heard heard = new Heard();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .build(),
            heard);
    return heard;
  }

  private static void assertAborted(Class<?> test, String why) {
    TestExecutionResult result = run(test).result();
    assertThat(result.getStatus()).as("%s", result).isEqualTo(Status.ABORTED);
    assertThat(result.getThrowable().orElseThrow()).hasMessageContaining(why);
  }

  @Test
  void executionsThatAreLeftOutAreCountedAndFailNothing() {
    Heard heard = run(Assuming.Sometimes.class);

    assertThat(heard.result().getStatus()).as("%s", heard.result()).isEqualTo(Status.SUCCESSFUL);
    assertThat(heard.entries)
        .singleElement()
        .asString()
        .startsWith("left out: 2 of 4 executions, for an assumption");
  }

  @Test
  void testOfWhichEveryExecutionIsLeftOutIsAborted() {
    assertAborted(
        Assuming.Never.class, "an assumption fails in every execution, of 4: Assumption failed:");
  }

  @Test
  void assumptionBeforeTheRunAbortsTheTest() {
    assertAborted(Assuming.BeforeTheRun.class, "an older machine");
  }

  @Test
  void replayOfAnExecutionThatIsLeftOutIsAborted() {
    assertAborted(Assuming.Replayed.class, "the replayed execution is left out");
  }
}
