package dev.lockstep.scenarios.cli;

import static dev.lockstep.scenarios.cli.ShortScenarios.BUG;
import static dev.lockstep.scenarios.cli.ShortScenarios.FOUND;
import static dev.lockstep.scenarios.cli.ShortScenarios.PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.trace.Route;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}, {@code replay} and {@code list}, from the file to the exit code. */
class CheckTest {
  private final Path home;
  private final Cli cli;

  CheckTest(@TempDir Path home) {
    this.home = home;
    cli = new Cli(home);
  }

  @Test
  void endsWithZeroWhenEveryScenarioEndsAsItsFileExpects() throws IOException {
    cli.scenario("proofs/scan", PROOF);
    cli.scenario("bugs/B05", BUG + FOUND);

    Cli.Result result = cli.run("check");

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.err()).isEmpty();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .matches("ok    bugs/B05     violates linearizable +\\d+ executions? +\\d+\\.\\d s  .+");
    assertThat(lines.get(1))
        .matches("ok    proofs/scan  holds +[\\d,]+ executions +\\d+\\.\\d s  complete .+");
    assertThat(lines.get(3)).startsWith("conflicting steps: ");
    assertThat(lines.get(4)).startsWith("2 of 2 scenarios as expected, ");
  }

  @Test
  void showsABarOnATerminalThatLeavesNothingBehind() throws IOException {
    cli.scenario("proofs/scan", PROOF);

    Cli.Result watched = cli.run(true, "check", "--scheduler", "random", "--executions", "200");
    Cli.Result unwatched = cli.run(true, "check", "--no-progress");

    assertThat(watched.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(watched.out()).startsWith("ok    proofs/scan").doesNotContain("\r", "\u001b");
    assertThat(watched.err())
        .contains("\rproofs/scan")
        .endsWith(" \r")
        .doesNotContain("\n", "\u001b");
    assertThat(unwatched.err()).isEmpty();
  }

  @Test
  void whatIsNeverSoMakesTheScenarioVacuousAndTheCheckFail() throws IOException {
    cli.scenario("proofs/scan", PROOF + "sometimes: {three: {items: 3}, two: {items: 2}}\n");

    Cli.Result result = cli.run("check");

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out())
        .contains("FAIL  proofs/scan  vacuous ")
        .contains("; never so: sometimes three\n");
  }

  @Test
  void writesTheReports() throws IOException {
    cli.scenario("proofs/scan", PROOF);

    cli.run("check");

    assertThat(cli.files())
        .contains(
            "target/lockstep/junit.xml",
            "target/lockstep/report.html",
            "target/lockstep/report.json",
            "target/lockstep/summary.md");
  }

  @Test
  void writesTheReportsWhereItIsTold() throws IOException {
    cli.scenario("proofs/scan", PROOF);

    cli.run("check", "--report-dir", home.resolve("elsewhere").toString());

    assertThat(cli.files())
        .contains("elsewhere/report.html")
        .noneMatch(file -> file.startsWith("target"));
  }

  @Test
  void endsWithOneAndExplainsAViolationThatNobodyExpected() throws IOException {
    cli.scenario("bugs/B05", BUG);

    Cli.Result result = cli.run("check");

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("FAIL  bugs/B05  violates linearizable")
        .contains(
            "  expected   holds\n  result     violates linearizable\n  violated   linearizable: ")
        .contains("\n  promised   ")
        .contains("\n  seen       ")
        .contains("\n  replay     ./lockstep replay L")
        .contains("\n0 of 1 scenario as expected, ");
  }

  @Test
  void endsWithOneWhenAnExpectedViolationIsNotFound() throws IOException {
    cli.scenario("bugs/none", PROOF + FOUND);

    Cli.Result result = cli.run("check");

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out())
        .contains("  result     nothing is violated (complete up to 1 preemption");
  }

  @Test
  void endsWithOneWhenASearchStopsBeforeItIsComplete() throws IOException {
    cli.scenario("proofs/scan", PROOF);

    Cli.Result result = cli.run("check", "--executions", "2");

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out()).contains("FAIL  proofs/scan  incomplete");
  }

  @Test
  void checksOnlyWhatIsNamedAsAFileAFolderOrAScenario() throws IOException {
    Path scan = cli.scenario("sure/scan", PROOF);
    cli.scenario("bugs/B05", BUG);

    for (String path :
        List.of(scan.toString(), home.resolve("scenarios/sure").toString(), "sure", "sure/scan")) {
      assertThat(cli.run("check", path).out())
          .startsWith("ok    sure/scan  holds")
          .contains("1 of 1 scenario");
    }
  }

  @Test
  void saysHowToReplayAScenarioFromElsewhere() throws IOException {
    Path file = Files.writeString(home.resolve("mine.yaml"), BUG);

    String out = cli.run("check", file.toString()).out();

    assertThat(out)
        .contains("FAIL  mine  ")
        .containsPattern("replay L3_mine_\\S+ --scenarios " + home + "\n");
    assertThat(home.resolve("target/lockstep/report.json"))
        .content()
        .contains(tokenIn(out) + " --scenarios " + home + "\"");
    assertThat(cli.run("replay", tokenIn(out), "--scenarios", home.toString()).exitCode())
        .isEqualTo(ExitCode.AS_EXPECTED);
  }

  @Test
  void aViolatedScenarioIsWrittenWithoutWhatItDoesNotNeed() throws IOException {
    cli.scenario("bugs/B05", BUG.replace("tasks:", "tasks:\n  idler: [scan, {get: a}]"));

    String out = cli.run("check").out();

    Path smaller = home.resolve("target/lockstep/smaller");
    assertThat(out)
        .containsPattern(
            "  smaller    \\S*bugs/B05.yaml: 2 tasks, .*; nothing more can be left out\n")
        .contains("\n    class B05Test {\n");
    assertThat(smaller.resolve("bugs/B05.yaml")).content().doesNotContain("idler");
    String token = tokenIn(out.substring(out.indexOf("  smaller ")));
    assertThat(cli.run("replay", token, "--scenarios", smaller.toString()).exitCode())
        .isEqualTo(ExitCode.AS_EXPECTED);
  }

  @Test
  void aTokenReplaysTheViolationStepByStep() throws IOException {
    cli.scenario("bugs/B05", BUG);
    String token = tokenIn(cli.run("check").out());

    Cli.Result result = cli.run("replay", token);

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().findFirst())
        .hasValueSatisfying(
            heading -> assertThat(heading).contains("flusher").contains("compactor"));
    assertThat(result.out())
        .contains("compaction.pinned")
        .contains("  violated   linearizable: ")
        .contains("  promised   ")
        .contains("  seen       ");
  }

  @Test
  void aTokenOfAnotherContentIsRefused() throws IOException {
    cli.scenario("bugs/B05", BUG);
    String token = tokenIn(cli.run("check").out());
    cli.scenario("bugs/B05", BUG.replace("two", "three"));

    assertMisuse(
        cli.run("replay", token),
        "scenario bugs/B05 has changed since the token was made: search again");
  }

  @Test
  void aTokenOfAScenarioThatIsNotThereIsRefused() throws IOException {
    Path file = cli.scenario("bugs/B05", BUG);
    String token = tokenIn(cli.run("check").out());
    Files.delete(file);

    assertMisuse(
        cli.run("replay", token),
        "the token is for scenario 'bugs/B05', which is not in " + home.resolve("scenarios")
            + "; say where it is with --scenarios");
  }

  @Test
  void aScheduleThatViolatesNothingEndsWithOne() throws IOException {
    Path file = cli.scenario("proofs/one", "title: T\ntasks: {reader: [scan]}\n");
    Scenario scenario = new ScenarioParser(new Museum()).parse(file, "proofs/one");

    // One task has one schedule; a shorter or longer one does not fit.
    Cli.Result result = cli.run("replay", tokenOf(scenario, 1));
    for (int steps = 2; result.exitCode() == ExitCode.MISUSE && steps < 1_000; steps++) {
      result = cli.run("replay", tokenOf(scenario, steps));
    }

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out())
        .matches("proofs/one: the schedule runs, all \\d+ steps of it, and violates nothing\n");
  }

  @Test
  void listsNameExpectationAndTitle() throws IOException {
    cli.scenario("proofs/scan", PROOF);
    cli.scenario("bugs/B05", BUG + FOUND);

    assertThat(cli.run("list").out()).isEqualTo("""
        bugs/B05     violates linearizable  A metadata-only commit makes catch-up skip a document
        proofs/scan  holds                  A scan beside a flush
        """);
  }

  private static void assertMisuse(Cli.Result result, String line) {
    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines()).containsExactly("lockstep: " + line);
    assertThat(result.out()).isEmpty();
  }

  private static String tokenOf(Scenario scenario, int steps) {
    Schedule schedule = Schedule.ofRuns(List.of(new Schedule.Run(0, steps)));
    return new ReplayToken(scenario.name(), scenario.contentHash(), Route.counted(schedule))
        .toString();
  }

  private static String tokenIn(String out) {
    Matcher token = Pattern.compile("lockstep replay (\\S+)").matcher(out);
    assertThat(token.find()).as(out).isTrue();
    return token.group(1);
  }
}
