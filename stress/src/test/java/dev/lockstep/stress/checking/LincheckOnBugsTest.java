package dev.lockstep.stress.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.scenarios.bench.BugMeasurement;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioParser;
import dev.lockstep.stress.length.StressLength;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LincheckOnBugsTest {
  private static final Path BUGS = Path.of("../scenarios/bugs").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LincheckOnBugs lincheck = new LincheckOnBugs();

  private static Path file(String name) {
    return BUGS.resolve(name + ".yaml");
  }

  private static Scenario bug(String name) throws IOException {
    return new ScenarioParser(new Museum()).parse(file(name), "bugs/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"B05-metadata-only-commit", "B24-scan-opens-removed-file", "B30-locks-crossed"})
  void takesRacesThatShowInAnswersCountersOrADeadlock(String name) throws IOException {
    assertThat(lincheck.takes(bug(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B14-purge-seqno-of-source", // shows in a purge seqno
        "B26-reader-removes-stale-files", // in a file's name
        "B41-newer-marked-clean", // has a bucket's tasks
        "B43-counted-from-target", // a file of another program
        "B44-failed-batch-published", // a failing machine
        "B52-created-in-place", // a crash
        "C25-deletion-waits-for-compaction" // shows in who waits
      })
  void leavesOutWhatItCannotSee(String name) throws IOException {
    assertThat(lincheck.takes(bug(name))).isFalse();
  }

  @Test
  void givesUpWhenItsTimeIsOver() throws IOException {
    assumeItsJdkIsThere();
    String name = "B24-scan-opens-removed-file";

    BugMeasurement measured = lincheck.measure(bug(name), file(name), Duration.ofMillis(1));

    assertThat(measured.searches()).isEqualTo(1);
    assertThat(measured.isFound()).isFalse();
  }

  @Test
  void findsARaceInAProcessOfItsOwn() throws IOException {
    assumeItsJdkIsThere();
    assumeTrue(
        !StressLength.isShort(),
        "Lincheck rewrites all classes of the engine: left to mvn -B verify -Pstress");
    String name = "B34-state-of-another-header"; // The one that it finds soonest.

    BugMeasurement measured = lincheck.measure(bug(name), file(name), PATIENCE);

    assertThat(measured.isFound()).isTrue();
    assertThat(measured.executionsMedian().orElseThrow()).isPositive();
  }

  private static void assumeItsJdkIsThere() throws IOException {
    assumeTrue(
        JavaHomes.find(List.of()).containsKey(17),
        "Lincheck is skipped where no JDK 17 lies: on newer ones it passes racy code");
  }
}
