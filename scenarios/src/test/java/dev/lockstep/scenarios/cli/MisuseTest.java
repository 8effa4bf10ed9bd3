package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with the arguments or a file: exit 2, one line on standard error, nothing written. */
class MisuseTest {
  private static final String GOOD = "title: T\ntasks: {t: [scan]}\n";

  @TempDir
  private Path home;

  private Cli cli = new Cli(Path.of(""));

  @BeforeEach
  void aFolderWithOneScenario() throws IOException {
    cli = new Cli(home);
    cli.scenario("proofs/good", GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                        | which command?; see './lockstep --help'",
        "chek                                      | no command is called 'chek'; did you mean 'check'?; see './lockstep --help'",
        "explode                                   | no command is called 'explode'; see './lockstep --help'",
        "--verbose                                 | unknown option: '--verbose'; see './lockstep --help'",
        "check --colour                            | unknown option: '--colour'; see './lockstep check --help'",
        "check --preemptions                       | missing required parameter for option '--preemptions' (N); see './lockstep check --help'",
        "check --preemptions x                     | invalid value for option '--preemptions': 'x' is no whole number; see './lockstep check --help'",
        "check --preemptions 11                    | --preemptions is 11: give a number from 0 to 10; see './lockstep check --help'",
        "check --preemptions -1                    | --preemptions is -1: give a number from 0 to 10; see './lockstep check --help'",
        "check --executions 0                      | --executions is 0: give a number from 1 to 100000000; see './lockstep check --help'",
        "check --seed -1                           | --seed is -1: give a number from 0 to 281474976710655; see './lockstep check --help'",
        "check --preemptions 1 --seed 1            | --preemptions is for the bounded scheduler, --seed and --depth for those that sample: drop one of them; see './lockstep check --help'",
        "check --scheduler bounded --seed 1        | --seed is for the schedulers that sample: drop it or say --scheduler random, pct, pos, surw or guided; see './lockstep check --help'",
        "check --scheduler pos --depth 2           | --depth is for the pct scheduler: drop it or say --scheduler pct; see './lockstep check --help'",
        "check --depth 11                          | --depth is 11: give a number from 1 to 10; see './lockstep check --help'",
        "check --scheduler exhaustive --preemptions 1 | --preemptions is for the bounded scheduler: drop it or say --scheduler bounded; see './lockstep check --help'",
        "check --scheduler exhaustive --seed 1     | --seed is for the schedulers that sample: drop it or say --scheduler random, pct, pos, surw or guided; see './lockstep check --help'",
        "check --scheduler best                    | invalid value for option '--scheduler': expected one of [exhaustive, bounded, random, pct, pos, surw, guided] (case-sensitive) but was 'best'; see './lockstep check --help'",
        "bench                                     | which benchmark?; see './lockstep bench --help'",
        "check --jobs 99999999999                  | invalid value for option '--jobs': '99999999999' is out of range; see './lockstep check --help'",
        "check --time 5                            | --time is 5: give a number from 0 to 999999 and s, m or h, for example 90s; see './lockstep check --help'",
        "check --memory 0M                         | --memory is 0M: give a number from 1 to 999999 and M or G, for example 500M; see './lockstep check --help'",
        "check --scenarios nowhere                 | nowhere is no folder; name the one that holds the scenarios by --scenarios",
        "list --scenarios nowhere                  | nowhere is no folder; name the one that holds the scenarios by --scenarios",
        "soak --dir nowhere --minutes 1e3          | invalid value for option '--minutes': '1e3' is no number; see './lockstep soak --help'",
        "bench stor                                | no benchmark is called 'stor'; did you mean 'store'?; see './lockstep bench --help'",
        "bench bugs --seeds 0                      | --seeds is 0: give a number from 1 to 1000; see './lockstep bench bugs --help'",
        "bench store --engines lmdb,foo            | --engines names 'foo': choose from lockstep, mvstore, rocksdb, lmdb, xodus",
        "bench store --directory nowhere           | nowhere is no directory: create it or name another",
        "check nowhere                             | nowhere: no such file, folder or scenario; './lockstep list' shows the scenarios there are",
        "replay                                    | missing required parameter: 'TOKEN'; see './lockstep replay --help'",
        "replay x y                                | 'y' is one argument too many; see './lockstep replay --help'",
        "replay x                                  | this is no replay token: copy it whole, from L to the last digit",
      })
  void isOneLineThatSaysWhatToDo(String args, String line) throws IOException {
    assertMisuse(cli.run(args.isEmpty() ? new String[0] : args.split(" ")), line);
  }

  @Test
  void isAFolderWithoutScenariosAndNeverAPass() throws IOException {
    Files.delete(home.resolve("scenarios/proofs/good.yaml"));

    Cli.Result result = cli.run("check");

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines())
        .containsExactly("lockstep: no scenario found in " + home.resolve("scenarios")
            + "; name a folder that holds .yaml files, or a file");
    assertThat(cli.files()).isEmpty();
  }

  @Test
  void isAHomeWithoutScenarios(@TempDir Path elsewhere) {
    Cli.Result result = new Cli(elsewhere).run("check");

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines()).hasSize(1);
  }

  @Test
  void isAFileThatIsNoScenario() throws IOException {
    Path file = cli.scenario("proofs/bad", "title: T\ntaks: {}\n");

    Cli.Result result = cli.run("check");

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.out()).isEmpty();
    assertThat(result.errorLines())
        .containsExactly("lockstep: " + file + ":2:1: unknown key 'taks'; did you mean 'tasks'?");
    assertThat(cli.files())
        .containsExactly("scenarios/proofs/bad.yaml", "scenarios/proofs/good.yaml");
  }

  @Test
  void isAnUnknownBug() throws IOException {
    Path file = cli.scenario("bugs/B99", GOOD + "fault: B99\n");

    Cli.Result result = cli.run("check", "bugs/B99");

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines()).hasSize(1);
    assertThat(result.err())
        .startsWith("lockstep: " + file + ":3:8: no seeded bug is called 'B99'; ");
  }

  @Test
  void isAFileOfAnotherKind() throws IOException {
    Path file = Files.writeString(home.resolve("notes.txt"), "x");

    assertMisuse(
        cli.run("check", file.toString()),
        file + ": not a scenario file; give a .yaml file or a folder");
  }

  @Test
  void isTwoScenariosOfOneName() throws IOException {
    Path one = Files.createDirectories(home.resolve("one"));
    Path two = Files.createDirectories(home.resolve("two"));
    Files.writeString(one.resolve("x.yaml"), GOOD);
    Files.writeString(two.resolve("x.yaml"), GOOD);

    assertMisuse(
        cli.run("check", one.toString(), two.toString()),
        "two scenarios are called 'x': " + one.resolve("x.yaml") + " and " + two.resolve("x.yaml")
            + "; check them one by one");
  }

  @Test
  void isAReportFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(home.resolve("report"), "x");

    assertMisuse(
        cli.run("check", "--report-dir", file.toString()),
        file + ": something of that name is in the way; remove it or name another");
    assertMisuse(
        cli.run("check", "--report-dir", file.resolve("below").toString()),
        file.resolve("below") + ": " + file + " is a file, not a folder; check the path");
  }

  @Test
  void isAFolderWhereAFileIsToBeWritten() throws IOException {
    Path folder = Files.createDirectories(home.resolve("folder"));
    cli.scenario("bugs/B18", "title: T\ntasks: {t: [scan]}\nfault: B18\n");
    String line = folder + ": this is a folder; name a file";

    assertMisuse(cli.run("check", "--checkpoint", folder.toString()), line);
    assertMisuse(cli.run("bench", "bugs", "--json", folder.toString()), line);
    assertMisuse(cli.run("bench", "store", "--json", folder.toString()), line);
    assertMisuse(cli.run("merge", folder.toString()), line);
  }

  /** As an unset variable of a shell leaves one: it would mean the current folder. */
  @Test
  void isAnEmptyPath() throws IOException {
    String is = "'' names no file or folder; '.' is the current folder; see './lockstep ";
    for (String command : List.of("info", "dump", "verify", "compact")) {
      assertMisuse(
          cli.run(command, ""),
          "invalid value for positional parameter at index 0 (FILE): " + is + command + " --help'");
    }
    assertMisuse(
        cli.run("check", "--report-dir", ""),
        "invalid value for option '--report-dir': " + is + "check --help'");
    assertMisuse(
        cli.run("check", ""),
        "an argument is empty: leave it out or name a file or folder; see './lockstep check --help'");
    assertMisuse(
        cli.run("soak", "--minutes", "1", "--dir", ""),
        "invalid value for option '--dir': " + is + "soak --help'");
  }

  /** A pipe would be waited for without end. */
  @Test
  void isACouchFileThatIsNoRegularFile() throws IOException {
    assumeThat(Path.of("/dev/null")).as("there is a device to name").exists();
    for (String command : List.of("info", "dump", "verify", "compact")) {
      assertMisuse(
          cli.run(command, "/dev/null"), "/dev/null is no regular file; give a couch file");
    }
  }

  private void assertMisuse(Cli.Result result, String line) throws IOException {
    List<String> before = List.of("scenarios/proofs/good.yaml");
    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines()).containsExactly("lockstep: " + line);
    assertThat(result.out()).isEmpty();
    assertThat(cli.files()).containsAll(before).noneMatch(name -> name.contains("target"));
  }
}
