package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.ShortScenarios.BUG;
import static dev.lockstep.scenarios.cli.ShortScenarios.FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.model.scenario.Search;
import java.io.IOException;
import java.nio.file.Path;
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
