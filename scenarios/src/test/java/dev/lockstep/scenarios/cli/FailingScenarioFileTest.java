package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.lockstep.model.junit.ScenarioFiles;
import dev.lockstep.model.result.ScenarioResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What a test of a scenario file says when the scenario does not end as the file expects. */
class FailingScenarioFileTest {
  private static final String FOLDER = "target/failing-scenario-file";
  private static final String MARK = "to run it again: ./lockstep ";

  /** Not found by a search for tests: nested classes are not tests by themselves. */
  static final class Wrong {
    @ScenarioFiles(FOLDER)
    void endsAsItsFileExpects(ScenarioResult result) {
      assertThat(result.asExpected()).isTrue();
    }
  }

  @Test
  void printsTheCommandThatRunsItAgain() throws IOException {
    Path bug = Path.of("bugs/B18-rollback-does-not-abort.yaml");
    String text = Files.readString(bug).replaceAll("(?m)^expect: .*$", "expect: holds");
    Files.createDirectories(Path.of(FOLDER));
    Files.writeString(Path.of(FOLDER, "wrong.yaml"), text);

    String message = messageOf(Wrong.class);

    assertThat(message).contains(MARK);
    String command = message
        .substring(message.indexOf(MARK) + MARK.length())
        .lines()
        .findFirst()
        .orElseThrow();
    Cli.Result replayed = new Cli(Path.of("elsewhere")).run(command.split(" "));
    assertThat(replayed.exitCode()).as(replayed.err()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(replayed.out()).contains("violated   linearizable");
  }

  private static String messageOf(Class<?> test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(selectClass(test)))
                .build(),
            listener);
    return listener.getSummary().getFailures().stream()
        .map(failure -> String.valueOf(failure.getException().getMessage()))
        .findFirst()
        .orElse("no failure");
  }
}
