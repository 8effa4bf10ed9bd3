package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.live.LivePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code info}, {@code dump}, {@code verify} and {@code compact} on files. */
class CouchFileCommandsTest {
  private static final Path SAMPLE =
      Path.of("..", "engine", "src", "test", "resources", "couch", "v14.couch");

  @TempDir
  private Path home;

  private Cli cli = new Cli(Path.of(""));
  private String file = "";

  @BeforeEach
  void aCouchFile() throws IOException {
    cli = new Cli(home);
    file = Files.copy(SAMPLE, home.resolve("0.couch.1")).toString();
  }

  @Test
  void infoIsTextOrOneJsonObject() {
    assertThat(cli.run("info", file).exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(cli.run("info", file).out().lines().count()).isGreaterThan(5);
    assertThat(cli.run("info", "--json", file).out().lines())
        .singleElement()
        .asString()
        .startsWith("{");
  }

  @Test
  void dumpPrintsEachDocumentOnALine() {
    List<String> bySeqno = cli.run("dump", "--json", file).out().lines().toList();
    List<String> byId = cli.run("dump", "--json", "--by-id", file).out().lines().toList();

    assertThat(bySeqno).isNotEmpty().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(byId).hasSameSizeAs(bySeqno).containsExactlyInAnyOrderElementsOf(bySeqno);
    assertThat(cli.run("dump", "--local", "--by-id", file).exitCode()).isEqualTo(ExitCode.MISUSE);
  }

  @Test
  void verifySaysThatASoundFileIsSound() {
    Cli.Result result = cli.run("verify", file);

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.out()).contains("sound");
  }

  @Test
  void verifyEndsWithOneWhereADocumentIsDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(file));
    // The first document's body begins at byte 48, as its dump says.
    bytes[60] ^= 1;
    Files.write(Path.of(file), bytes);

    Cli.Result result = cli.run("verify", file);

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out()).contains("damaged");
  }

  @Test
  void compactWritesANewFileThatHoldsTheSameDocuments() throws IOException {
    String before = documents(file);

    Cli.Result result = cli.run("compact", file);

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.out()).startsWith(file + ".compacted: ");
    assertThat(documents(file + ".compacted")).isEqualTo(before);
    assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(Files.readAllBytes(SAMPLE));
  }

  @Test
  void compactRefusesATargetThatExistsOrLiesElsewhere() throws IOException {
    Files.writeString(home.resolve("taken"), "x");

    assertMisuse(cli.run("compact", file, "taken"));
    assertMisuse(cli.run("compact", file, "folder/new"));
    assertThat(cli.files()).containsExactly("0.couch.1", "taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "dump", "verify", "compact"})
  void refusesWhatIsNoCouchFileInOneLine(String command) throws IOException {
    Path empty = Files.createFile(home.resolve("empty"));
    Path text = Files.writeString(home.resolve("text"), "no couch file");
    Path cut = Files.write(home.resolve("cut"), Arrays.copyOf(Files.readAllBytes(SAMPLE), 20));

    Path folder = Files.createDirectory(home.resolve("folder"));
    for (Path bad : List.of(
        empty, text, cut, folder, home.resolve("missing"), home.resolve("no/such/folder"))) {
      Cli.Result result = cli.run(command, bad.toString());

      assertMisuse(result);
      assertThat(result.err()).contains(home.toString());
    }
    assertThat(cli.files()).containsExactly("0.couch.1", "cut", "empty", "text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "dump", "verify", "compact"})
  void saysWhichKeyAnEncryptedFileNeeds(String command) throws IOException {
    EncryptionKey key = new EncryptionKey("key-of-2031", new byte[EncryptionKey.LENGTH]);
    Encryption encryption =
        new Encryption(EncryptionKeys.writingWith(key), (count, purpose) -> new byte[count]);
    CouchFile.create(
            LivePlatform.files(home),
            "encrypted",
            CouchOptions.defaults().withEncryption(encryption),
            InitialHeader.WRITTEN)
        .close();

    Cli.Result result = cli.run(command, home.resolve("encrypted").toString());

    assertMisuse(result);
    assertThat(result.err()).contains("encrypted with key \"key-of-2031\"");
    assertThat(cli.files()).containsExactly("0.couch.1", "encrypted");
  }

  /** Everything about the documents, except where in the file they are. */
  private String documents(String couchFile) {
    Cli.Result result = cli.run("dump", "--json", couchFile);
    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    return result.out().replaceAll("\"body_position\":\\d+,", "");
  }

  private static void assertMisuse(Cli.Result result) {
    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.errorLines()).hasSize(1);
    assertThat(result.out()).isEmpty();
  }
}
