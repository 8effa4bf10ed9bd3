package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.ShortScenarios.BUG;
import static dev.lockstep.scenarios.cli.ShortScenarios.FOUND;
import static dev.lockstep.scenarios.cli.ShortScenarios.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code merge}: shards are joined to what one machine finds, or refused in one line. */
class MergeTest {
  private final Path home;
  private final Cli cli;

  MergeTest(@TempDir Path home) {
    this.home = home;
    cli = new Cli(home);
  }

  @Test
  void aShardAloneIsNoPass() throws IOException {
    cli.scenario("proofs/scan", PROOF);

    Cli.Result result = cli.run("check", "--shard", "1/3");

    assertThat(result.exitCode()).isEqualTo(ExitCode.SHARE);
    assertThat(result.out())
        .startsWith("part  proofs/scan  shard ")
        .contains("shard 1/3: alone no proof; './lockstep merge' joins the report.json of all 3")
        .contains("0 of 1 scenario as expected");
    JsonNode report = json(home.resolve("target/lockstep/report.json"));
    assertThat(report.get("passed").asBoolean()).isFalse();
    assertThat(report.get("shard").toString()).isEqualTo("{\"index\":1,\"count\":3}");
    assertThat(report.at("/scenarios/0/verdict").asText()).isEqualTo("shard");
  }

  @Test
  void allShardsTogetherAreWhatOneMachineFinds() throws IOException {
    cli.scenario("proofs/scan", PROOF);
    cli.run("check");
    JsonNode whole = json(home.resolve("target/lockstep/report.json"));

    Cli.Result result = merge(shards(3));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.out()).startsWith("ok    proofs/scan  holds");
    JsonNode joined = json(home.resolve("all/report.json"));
    assertThat(joined.get("passed").asBoolean()).isTrue();
    assertThat(joined.has("shard")).isFalse();
    for (String same : List.of("executions", "steps", "verdict", "identity")) {
      assertThat(joined.at("/scenarios/0").get(same))
          .isEqualTo(whole.at("/scenarios/0").get(same));
    }
    assertThat(joined.at("/scenarios/0/reach")).isEqualTo(whole.at("/scenarios/0/reach"));
    assertThat(joined.at("/scenarios/0/coverage").asText())
        .startsWith("3 shards together; shard 1/3: complete up to 1 preemption");
  }

  @Test
  void whatOneShardFindsIsFound() throws IOException {
    cli.scenario("bugs/B05", BUG + FOUND);

    Cli.Result expected = merge(shards(2));
    cli.scenario("bugs/B05", BUG);
    Cli.Result unexpected = merge(shards(2));

    assertThat(expected.exitCode()).as(expected.out()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(unexpected.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(unexpected.out()).contains("  replay     ./lockstep replay L3_");
  }

  @Test
  void whatNoShardFindsIsNotFound() throws IOException {
    cli.scenario("bugs/none", PROOF + "expect: {violates: durable}\n");

    Cli.Result result = merge(shards(2));

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out()).startsWith("FAIL  bugs/none  holds");
  }

  @Test
  void aLimitThatOneShardReachedIsTheResult() throws IOException {
    cli.scenario("proofs/scan", PROOF);
    List<String> shards = new ArrayList<>(shards(1, 2));
    shards.addAll(shards(2, 2, "--time", "0s"));

    Cli.Result result = merge(shards);

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out()).startsWith("FAIL  proofs/scan  time-limit");
  }

  @Test
  void saysNothingOfAResultThatItCannotWrite() throws IOException {
    cli.scenario("proofs/scan", PROOF);
    List<String> arguments = new ArrayList<>(List.of("merge", "--report-dir"));
    arguments.add(Files.writeString(home.resolve("report"), "x").toString());
    arguments.addAll(shards(2));

    Cli.Result result = cli.run(arguments.toArray(String[]::new));

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.out()).isEmpty();
    assertThat(result.errorLines()).singleElement().asString().contains("is in the way");
  }

  @Test
  void shardsThatDoNotBelongTogetherAreRefused() throws IOException {
    cli.scenario("proofs/scan", PROOF);
    String first = shards(1, 2).get(0);
    String second = shards(2, 2).get(0);
    String third = shards(2, 3).get(0);
    String between = " (" + first + " and ";
    assertRefused("shard 2/2 is missing; name its report too", first);
    assertRefused(
        "shard 1/2 is there twice, in " + first + " and " + first + "; name each once",
        first,
        first,
        second);
    assertRefused(
        "shards 1/2 and 2/3 are of different divisions" + between + third + ")", first, third);
    String options = shards(2, 2, "--preemptions", "0").get(0);
    assertRefused(
        "scenario proofs/scan has another content or was searched with other options" + between
            + options + ")",
        first,
        options);
    cli.scenario("proofs/scan", PROOF.replace("two", "three"));
    String content = shards(2, 2).get(0);
    assertRefused(
        "scenario proofs/scan has another content or was searched with other options" + between
            + content + ")",
        first,
        content);
    cli.scenario("proofs/other", PROOF);
    String scenarios = shards(2, 2).get(0);
    assertRefused("shards of different scenarios" + between + scenarios + ")", first, scenarios);
    Path version = Files.writeString(
        home.resolve("version.json"),
        Files.readString(Path.of(second))
            .replaceFirst("\"version\":\"[^\"]+\"", "\"version\":\"0.0.9\""));
    assertThat(merge(List.of(first, version.toString())).err())
        .startsWith("lockstep: shards of different versions, ");
    cli.run("check", "--report-dir", home.resolve("whole").toString());
    String whole = home.resolve("whole/report.json").toString();
    assertRefused(whole + " is no share: it was not made by a check with --shard", whole);
  }

  private void assertRefused(String line, String... files) {
    Cli.Result result = merge(List.of(files));
    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines()).containsExactly("lockstep: " + line);
    assertThat(home.resolve("all")).doesNotExist();
  }

  private Cli.Result merge(List<String> files) {
    List<String> args = new ArrayList<>(List.of("merge"));
    args.addAll(files);
    args.addAll(List.of("--report-dir", home.resolve("all").toString()));
    return cli.run(args.toArray(String[]::new));
  }

  private List<String> shards(int count) {
    List<String> files = new ArrayList<>();
    for (int index = count; index >= 1; index--) {
      files.addAll(shards(index, count));
    }
    return files;
  }

  private int reports;

  private List<String> shards(int index, int count, String... options) {
    Path folder = home.resolve("shard" + reports++);
    List<String> args = new ArrayList<>(List.of("check", "--shard", index + "/" + count));
    args.addAll(List.of("--report-dir", folder.toString()));
    args.addAll(List.of(options));
    cli.run(args.toArray(String[]::new));
    return List.of(folder.resolve("report.json").toString());
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
