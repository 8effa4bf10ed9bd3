package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stats}, {@code verify} and {@code compact} on the folder of a store. */
class StoreCommandsTest {
  private static final int OVERWRITES = 50;

  @TempDir
  private Path home;

  private Cli cli = new Cli(Path.of(""));
  private Path store = Path.of("");

  @BeforeEach
  void twoVBuckets() throws IOException {
    cli = new Cli(home);
    store = Files.createDirectory(home.resolve("store"));
    for (int id : List.of(0, 7)) {
      try (VBucket vbucket =
          VBucket.open(LivePlatform.open(store), id, VBucketOptions.defaults())) {
        for (int i = 0; i < OVERWRITES; i++) {
          vbucket.flush(new WriteBatch().set(Bytes.ofUtf8("often"), Bytes.ofUtf8("value " + i)));
        }
        vbucket.flush(new WriteBatch()
            .delete(Bytes.ofUtf8("gone"))
            .prepare(Bytes.ofUtf8("open"), Bytes.ofUtf8("p"))
            .set(Bytes.ofUtf8("last"), Bytes.ofUtf8("l")));
      }
    }
  }

  /** Those of vbuckets. */
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(".couch"))
          .sorted()
          .toList();
    }
  }

  @Test
  void statsIsATableWithALineForEachVBucketAndOneOfTotals() {
    Cli.Result result = cli.run("stats", store.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines).extracting(String::length).containsOnly(lines.get(0).length());
    assertThat(lines.get(2).trim().split(" +"))
        .startsWith("7", "1", "active", "53", "0", "2", "1", "1");
    assertThat(lines.get(3).trim().split(" +")).startsWith("total", "4", "2", "2");
  }

  @Test
  void statsAsJsonSaysTheSame() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(cli.run("stats", "--json", store.toString()).out());

    assertThat(json.get("vbuckets")).hasSize(2);
    JsonNode seven = json.get("vbuckets").get(1);
    assertThat(seven.get("vbucket").asInt()).isEqualTo(7);
    assertThat(seven.get("high_seqno").asLong()).isEqualTo(53);
    assertThat(seven.get("file_size").asLong()).isEqualTo(Files.size(store.resolve("7.couch.1")));
    assertThat(seven.get("fragmentation_percent").asInt()).isBetween(50, 100);
    assertThat(json.get("total").get("items").asLong()).isEqualTo(4);
  }

  @Test
  void statsCountsTheOthersWhereOneIsDamagedAndNamesIt() throws IOException {
    Files.writeString(store.resolve("0.couch.1"), "no couch file");

    Cli.Result text = cli.run("stats", store.toString());
    Cli.Result json = cli.run("stats", "--json", store.toString());

    assertThat(text.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    List<String> lines = text.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1).trim()).startsWith("7");
    assertThat(lines.get(3)).startsWith("vbucket 0 is damaged: 0.couch.1: ");
    assertThat(json.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    JsonNode damaged = new ObjectMapper().readTree(json.out()).get("damaged");
    assertThat(damaged).hasSize(1);
    assertThat(damaged.get(0).get("vbucket").asInt()).isZero();
    assertThat(damaged.get(0).get("file").asText()).isEqualTo("0.couch.1");
  }

  @Test
  void aVBucketWithoutItsStateDocumentIsDamagedLikeAnyOther() throws IOException {
    CouchFile.create(
            LivePlatform.files(store), "3.couch.1", CouchOptions.defaults(), InitialHeader.WRITTEN)
        .close();

    Cli.Result stats = cli.run("stats", store.toString());

    assertThat(stats.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(stats.out())
        .contains("vbucket 3 is damaged: 3.couch.1: ", "verify lists all damage");
    assertOneLine(cli.run("compact", store.toString()), "verify lists all damage");
    assertThat(files()).containsExactly("0.couch.1", "3.couch.1", "7.couch.1");
  }

  @Test
  void compactMakesEachVBucketSmallerAndKeepsWhatItHolds() throws IOException {
    Cli.Result result = cli.run("compact", "--drop-deletes", store.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.out().lines().toList())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("0.couch.1 became 0.couch.2: 3 documents kept, 1 purged, ");
    assertThat(files()).containsExactly("0.couch.2", "7.couch.2");
    String[] after =
        cli.run("stats", store.toString()).out().lines().toList().get(1).trim().split(" +");
    assertThat(after).startsWith("0", "2", "active", "53", "51", "2", "0", "1");
  }

  @Test
  void verifyNamesEachVBucketAndWhatIsLeftOver() throws IOException {
    Files.writeString(store.resolve("7.couch.1.compact"), "unfinished");
    Files.writeString(store.resolve("7.couch.0.damaged"), "set aside");

    Cli.Result result = cli.run("verify", store.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(result.out())
        .contains("0.couch.1: sound", "7.couch.1: sound")
        .contains("7.couch.1.compact: left over: ", "7.couch.0.damaged: left over: ")
        .endsWith("sound: 2 of 2 vbuckets; files left over: 2\n");
  }

  @Test
  void verifyEndsWithOneWhereOneVBucketIsDamaged() throws IOException {
    Files.write(store.resolve("7.couch.1"), new byte[] {1, 2, 3}, StandardOpenOption.WRITE);

    Cli.Result result = cli.run("verify", store.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    assertThat(result.out()).contains("0.couch.1: sound", "damaged: 1 of 2 vbuckets");
    assertThat(result.out().lines().filter(line -> line.startsWith("7.couch.1: ")))
        .isNotEmpty();
  }

  @Test
  void aStoreWithAFileThatCannotBeReadIsNotHalfCompacted() throws IOException {
    Files.writeString(store.resolve("7.couch.1"), "no couch file");

    Cli.Result result = cli.run("compact", store.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.err().lines()).singleElement().asString().contains("7.couch.1");
    assertThat(files()).containsExactly("0.couch.1", "7.couch.1");
  }

  @Test
  void ofAFileWithoutAHeaderIsSaidWhatAnOpeningOfTheStoreDoesWithIt() throws IOException {
    Path file = store.resolve("7.couch.2");
    Files.createFile(file);
    assertSaysOfStore("7.couch.2: the file is empty; restore it from a backup or a replica;"
        + " opening the store sets it aside and goes on with 7.couch.1");

    Files.delete(store.resolve("7.couch.1"));
    assertSaysOfStore("7.couch.2: the file is empty; restore it from a backup or a replica;"
        + " opening the store sets it aside and begins with an empty vbucket");

    Files.writeString(file, "no couch file");
    assertSaysOfStore("restore it from a backup or a replica, or move it away:"
        + " opening the store then begins with an empty vbucket");
  }

  /** That all of them do, and leave the store as it is. */
  private void assertSaysOfStore(String line) throws IOException {
    List<String> before = files();
    assertThat(cli.run("stats", store.toString()).out()).contains(line);
    assertThat(cli.run("verify", store.toString()).out()).contains(line);
    assertOneLine(cli.run("compact", store.toString()), line);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aStoreThatAProgramHasOpenIsNotCompacted() throws IOException {
    Bucket open = LiveBucket.open(store, BucketOptions.defaults().withVBuckets(1));
    try {
      assertOneLine(cli.run("compact", store.toString()), "close it there first");
      assertThat(files()).containsExactly("0.couch.1", "7.couch.1");
    } finally {
      open.close();
    }
    assertThat(cli.run("compact", store.toString()).exitCode()).isEqualTo(ExitCode.AS_EXPECTED);
  }

  @Test
  void wrongUseIsOneLineThatSaysWhatToDo() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    String file = store.resolve("0.couch.1").toString();

    assertOneLine(cli.run("stats", empty.toString()), "0.couch.1");
    assertOneLine(cli.run("verify", empty.toString()), "0.couch.1");
    assertOneLine(cli.run("compact", empty.toString()), "0.couch.1");
    assertOneLine(cli.run("stats", file), "folder");
    assertOneLine(cli.run("stats", home.resolve("none").toString()), "folder");
    assertOneLine(cli.run("compact", store.toString(), "target"), "in place");
    assertOneLine(cli.run("verify", "--recover", store.toString()), "--recover");
    assertThat(files()).containsExactly("0.couch.1", "7.couch.1");
  }

  private static void assertOneLine(Cli.Result result, String says) {
    assertThat(result.exitCode()).isEqualTo(ExitCode.MISUSE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).singleElement().asString().contains(says);
  }
}
