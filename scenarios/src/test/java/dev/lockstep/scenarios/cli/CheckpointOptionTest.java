package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --checkpoint}: a check in pieces is a check. */
class CheckpointOptionTest {
  private static final String SMALL = """
      title: A flush
      tasks: {flusher: [flush: [set: {a: one}]], reader: [scan]}
      search: {preemptions: 1}
      """;
  private static final String LARGE = """
      title: A compaction
      given: [flush: [set: {a: one}]]
      tasks: {flusher: [flush: [set: {b: two}]], compactor: [compact], reader: [scan]}
      search: exhaustive
      """;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir
  private Path home;

  private Cli cli;
  private Path file;

  @BeforeEach
  void files() throws IOException {
    cli = new Cli(home);
    cli.scenario("proofs/a-small", SMALL);
    cli.scenario("proofs/b-large", LARGE);
    file = home.resolve("kept/check.json");
  }

  private Cli.Result checkAPiece(String... more) {
    String[] arguments = {"check", "--executions", "100", "--checkpoint", file.toString()};
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return cli.run(all);
  }

  @Test
  void piecesComeToWhatOneCheckComesTo() throws IOException {
    assertThat(cli.run("check").exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    JsonNode whole = report();
    int pieces = 1;
    Cli.Result result = checkAPiece();
    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out()).endsWith("how far it came; the same command goes on from there\n");
    for (; Files.exists(file); pieces++) {
      result = checkAPiece();
    }
    assertThat(pieces).isEqualTo(3);
    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(report()).isEqualTo(whole);
  }

  @Test
  void aCheckpointOfAnotherCheckIsRefused() throws IOException {
    checkAPiece();
    byte[] kept = Files.readAllBytes(file);
    assertRefused(checkAPiece("--scheduler", "bounded"), "another content or other options of ");
    assertRefused(checkAPiece("proofs/a-small"), "other scenarios");
    assertRefused(checkAPiece("--shard", "1/2"), "shard 1/1, this is 1/2");
    cli.scenario("proofs/b-large", LARGE.replace("one", "another"));
    assertRefused(checkAPiece(), "another content or other options of proofs/b-large");
    assertThat(file).hasBinaryContent(kept);
    Files.writeString(file, "{}");
    Cli.Result damaged = checkAPiece();
    assertThat(damaged.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(damaged.errorLines())
        .containsExactly("lockstep: " + file
            + ": no checkpoint of this version, or damaged; remove it or name another file");
  }

  private void assertRefused(Cli.Result result, String what) {
    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines()).hasSize(1);
    assertThat(result.errorLines().get(0))
        .startsWith("lockstep: " + file + ": a checkpoint of " + what)
        .endsWith("; remove it or name another file");
  }

  /** Without what hangs on time, and what is said of limits. */
  private JsonNode report() throws IOException {
    ObjectNode report =
        (ObjectNode) MAPPER.readTree(home.resolve("target/lockstep/report.json").toFile());
    ((ObjectNode) report.get("totals")).remove("nanos");
    report
        .get("scenarios")
        .forEach(scenario -> ((ObjectNode) scenario).remove(List.of("nanos", "identity")));
    return report;
  }
}
