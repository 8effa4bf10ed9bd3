package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.ShortScenarios.BUG;
import static dev.lockstep.scenarios.cli.ShortScenarios.FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.scenarios.bench.BugMeasurement;
import dev.lockstep.scenarios.bench.CheckerFailedException;
import dev.lockstep.scenarios.bench.OtherChecker;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchBugsTest {
  private static final int KINDS = Search.Kind.values().length;

  @TempDir
  private Path home;

  @Test
  void printsARowForEachBugAndWritesTheNumbers() throws IOException {
    Cli cli = new Cli(home);
    cli.scenario("bugs/B05-metadata", BUG + FOUND);
    Path json = home.resolve("bugs.json");

    Cli.Result result = cli.run("bench", "bugs", "--seeds", "2", "--json", json.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("| bug | bounded | random | ");
    assertThat(lines.get(2))
        .matches("\\| B05-metadata( \\| (-.*|[\\d,]+, \\d+\\.\\d{3} s, \\d+( \\(1 of 2\\))?)){"
            + KINDS + "} \\|");
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    assertThat(results).hasSize(KINDS);
    JsonNode bounded = results.get(0);
    assertThat(bounded.get("bug").asText()).isEqualTo("B05-metadata");
    assertThat(bounded.get("scheduler").asText()).isEqualTo("bounded");
    assertThat(bounded.get("found").asBoolean()).isTrue();
    assertThat(bounded.get("executionsMedian").asLong()).isPositive();
    assertThat(bounded.get("secondsMedian").asDouble()).isPositive();
    assertThat(bounded.get("steps").asInt()).isPositive();
  }

  @Test
  void goesOnWhereAnotherCheckerFails() throws IOException {
    Cli cli = new Cli(home);
    cli.scenario("bugs/B05-metadata", BUG + FOUND);
    cli.scenario("bugs/B06-other", BUG + FOUND);

    Cli.Result result =
        withService(FailingChecker.class, () -> cli.run("bench", "bugs", "--seeds", "1"));

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.err()).isEqualTo("lockstep: it broke on bugs/B05-metadata\n");
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(2)).startsWith("| B05-metadata |").endsWith("|  |");
    assertThat(lines.get(3)).startsWith("| B06-other |").endsWith("|  |");
  }

  /** Breaks on the bugs that it takes: those whose file is named after metadata. */
  public static final class FailingChecker implements OtherChecker {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public boolean takes(Scenario bug) {
      return bug.name().endsWith("metadata");
    }

    @Override
    public BugMeasurement measure(Scenario bug, Path file, Duration limit) throws IOException {
      throw new CheckerFailedException("it broke on " + bug.name());
    }
  }

  @FunctionalInterface
  private interface Run {
    Cli.Result now() throws IOException;
  }

  private Cli.Result withService(Class<? extends OtherChecker> checker, Run run)
      throws IOException {
    Path services = Files.createDirectories(home.resolve("classes/META-INF/services"));
    Files.writeString(services.resolve(OtherChecker.class.getName()), checker.getName());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {home.resolve("classes").toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      return run.now();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void refusesScenariosWithoutASeededBug() throws IOException {
    Cli cli = new Cli(home);
    cli.scenario("bugs/none", "title: T\ntasks: {t: [scan]}\n");

    Cli.Result result = cli.run("bench", "bugs");

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.err())
        .isEqualTo("lockstep: none of these scenarios has a seeded bug to find\n");
  }

  @Test
  void refusesATimeThatNobodyWaits() throws IOException {
    Cli cli = new Cli(home);
    cli.scenario("bugs/B05-metadata", BUG + FOUND);

    Cli.Result result = cli.run("bench", "bugs", "--checker-seconds", "-1");

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.err())
        .startsWith("lockstep: --checker-seconds is -1: give a number from 0 to 3600");
  }
}
