package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for couch files, on an encrypted store. */
class KeyFileTest {
  private static final byte[] OLD = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
  private static final String NEW_HEX = "00112233445566778899aabbccddeeff".repeat(2);

  @TempDir
  private Path home;

  private Path store = Path.of("");
  private String file = "";
  private String keys = "";
  private Cli cli = new Cli(Path.of(""));

  @BeforeEach
  void anEncryptedStore() throws IOException {
    cli = new Cli(home);
    store = Files.createDirectory(home.resolve("store"));
    file = store.resolve("0.couch.1").toString();
    String old = Base64.getEncoder().encodeToString(OLD);
    keys = keyFile("{\"old\": \"" + old + "\", \"new\": \"" + NEW_HEX + "\"}");
    Platform platform = LivePlatform.open(store);
    EncryptionKeys writing = EncryptionKeys.writingWith(new EncryptionKey("old", OLD));
    VBucketOptions options = VBucketOptions.defaults()
        .withCouch(
            CouchOptions.defaults().withEncryption(new Encryption(writing, platform.random())));
    try (VBucket vbucket = VBucket.open(platform, 0, options)) {
      vbucket.flush(new WriteBatch().set(Bytes.ofUtf8("a"), Bytes.ofUtf8("one")));
    }
  }

  @Test
  void everyCommandReadsWithKeys() {
    for (String command : List.of("info", "dump", "verify")) {
      assertThat(cli.run(command, "--keys", keys, file).exitCode())
          .as(command)
          .isEqualTo(ExitCode.AS_EXPECTED);
    }
    assertThat(cli.run("verify", "--keys", keys, store.toString()).out()).contains("sound");
    assertThat(cli.run("stats", "--keys", keys, store.toString()).exitCode())
        .isEqualTo(ExitCode.AS_EXPECTED);
  }

  @Test
  void aMissingKeyAndAWrongOneAreOneLineThatNamesIt() throws IOException {
    String other = keyFile("{\"other\": \"" + NEW_HEX + "\"}");
    String wrong = keyFile("{\"old\": \"" + NEW_HEX + "\"}");
    for (Cli.Result result : List.of(
        cli.run("dump", file),
        cli.run("dump", "--keys", other, file),
        cli.run("stats", store.toString()),
        cli.run("verify", store.toString()),
        cli.run("verify", "--keys", wrong, store.toString()),
        cli.run("info", "--keys", wrong, file))) {
      assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
      assertThat(result.err().lines()).singleElement().asString().contains("\"old\"");
    }
  }

  @Test
  void compactingInPlaceKeepsTheKeyUnlessToldOtherwise() {
    String folder = store.toString();
    assertThat(cli.run("compact", "--keys", keys, folder).exitCode())
        .isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(keyOf("0.couch.2")).contains("\"old\"");
    cli.run("compact", "--keys", keys, "--encrypt-with", "new", folder);
    assertThat(cli.run("stats", "--keys", keys, folder).out())
        .endsWith("encrypted with key \"new\": 1 of 1 vbuckets\n");
    assertThat(cli.run("stats", "--json", "--keys", keys, folder).out())
        .contains("\"key_id\":\"new\"");
    assertThat(keyOf("0.couch.3")).contains("\"new\"");
    cli.run("compact", "--keys", keys, "--decrypt", folder);
    assertThat(cli.run("dump", store.resolve("0.couch.4").toString()).out()).contains("one");
  }

  @Test
  void compactingAFileEncryptsTheNewOne() {
    assertThat(cli.run("compact", "--keys", keys, "--encrypt-with", "new", file, "made")
            .exitCode())
        .isEqualTo(ExitCode.AS_EXPECTED);
    String made = store.resolve("made").toString();
    assertThat(keyOf("made")).contains("\"new\"");
    assertThat(cli.run("dump", "--keys", keys, made).out()).contains("one");
  }

  @Test
  void unusableKeysAreRefusedBeforeAnythingIsTouched() throws IOException {
    String shortKey = keyFile("{\"old\": \"00ff\"}");
    assertThat(cli.run("info", "--keys", shortKey, file).err()).contains("\"old\" is not 32 bytes");
    assertThat(cli.run("info", "--keys", keyFile("old"), file).err()).contains("no JSON object");
    assertThat(cli.run("info", "--keys", "nowhere", file).err()).contains("nowhere is no file");
    Cli.Result unknown = cli.run("compact", "--keys", keys, "--encrypt-with", "x", file);
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(unknown.err()).contains("no key \"x\"");
  }

  /** Who has no key is told which one it needs. */
  private String keyOf(String name) {
    return cli.run("dump", store.resolve(name).toString()).err();
  }

  private String keyFile(String content) throws IOException {
    return Files.writeString(Files.createTempFile(home, "keys", ".json"), content)
        .toString();
  }
}
