package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @TempDir
  private Path home;

  @Test
  void showsEveryCommandWithExamples() {
    Cli.Result result = new Cli(home).run("--help");

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.out())
        .contains("check", "replay", "list", "Examples:", "./lockstep check", "Exit codes:");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "merge",
        "replay",
        "list",
        "info",
        "dump",
        "verify",
        "compact",
        "soak",
        "stats",
        "bench",
        "bench bugs",
        "bench store"
      })
  void explainsEachCommandWithoutAnsi(String command) {
    Cli.Result result = new Cli(home).run((command + " --help").split(" "));

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.out()).startsWith("Usage: lockstep " + command).doesNotContain("\u001b");
  }

  @Test
  void saysItsVersion() {
    assertThat(new Cli(home).run("--version").out())
        .matches("lockstep \\d+\\.\\d+\\.\\d+ on Java .+\n");
  }
}
