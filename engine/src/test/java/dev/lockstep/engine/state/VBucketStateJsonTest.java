package dev.lockstep.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VBucketStateJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "_local/vbstate";

  @ParameterizedTest
  @EnumSource(Lifecycle.class)
  void readsWhatItWrites(Lifecycle lifecycle) throws IOException {
    VBucketState state = new VBucketState(lifecycle, 5, 2, 77, Map.of("a", "[1,{\"b\":null}]"));
    assertThat(VBucketStateJson.decode(VBucketStateJson.encode(state, 9, 3))).isEqualTo(state);
  }

  @Test
  void writesLargeNumbersAsStrings() {
    VBucketState state = new VBucketState(Lifecycle.ACTIVE, 5, 2, 77, Map.of());
    assertThat(VBucketStateJson.encode(state, 1L << 47, 3))
        .hasToString(
            "{\"state\":\"active\",\"high_seqno\":\"140737488355328\",\"purge_seqno\":\"3\","
                + "\"high_completed_seqno\":\"5\",\"on_disk_prepares\":\"2\","
                + "\"on_disk_prepare_bytes\":\"77\"}");
  }

  @Test
  void keepsMembersOfOthersAsTheyAreInTheOrderOfTheirNames() throws IOException {
    String others =
        "\"b\":18446744073709551615,\"c\":[],\"d\":{\"x\":[1,2.50,true]},\"e\":\"\\u00e9\\n\"";
    VBucketState state =
        VBucketStateJson.decode(Bytes.ofUtf8("{" + others + ",\"state\":\"dead\",\"a\":null}"));
    JsonNode written = JSON.readTree(VBucketStateJson.encode(state, 0, 0).toArray());
    JSON.readTree("{\"a\":null," + others + "}")
        .properties()
        .forEach(member -> assertThat(written.get(member.getKey())).isEqualTo(member.getValue()));
    assertThat(VBucketStateJson.encode(state, 0, 0).toString())
        .containsSubsequence("\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\"");
  }

  @Test
  void countersThatAreNotThereAreNotTakenForZero() throws IOException {
    VBucketState decoded = VBucketStateJson.decode(Bytes.ofUtf8("{\"state\":\"pending\"}"));
    assertThat(decoded.highCompletedSeqno()).isZero();
    assertThat(decoded.onDiskPrepares()).isEqualTo(VBucketState.NOT_COUNTED);
    assertThat(decoded.onDiskPrepareBytes()).isEqualTo(VBucketState.NOT_COUNTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                        | no JSON object",
        "[]                                        | no JSON object",
        "{\"state\":\"active\"                     | no JSON",
        "{\"state\":\"active\"} x                  | no JSON",
        "{\"state\":\"active\"} 1                  | more follows",
        "{}                                        | state is ''",
        "{\"state\":\"alive\"}                     | state is 'alive'",
        "{\"state\":[]}                            | state is no",
        "{\"state\":\"dead\",\"on_disk_prepares\":\"-1\"}  | on_disk_prepares is negative",
        "{\"state\":\"dead\",\"on_disk_prepares\":\"two\"} | on_disk_prepares is two",
        "{\"state\":\"dead\",\"on_disk_prepares\":{}}      | on_disk_prepares is no",
        "{\"state\":\"dead\",\"high_completed_seqno\":\"99999999999999999999\"} | no number"
      })
  void saysWhatIsWrongWithADamagedDocument(String document, String why) {
    assertThatThrownBy(() -> VBucketStateJson.decode(Bytes.ofUtf8(document)))
        .isInstanceOf(MalformedStateException.class)
        .hasMessageContaining(STATE)
        .hasMessageContaining(why);
  }

  @Test
  void keepsEveryMemberThatTheRealStoreWrote() throws IOException {
    String folder = System.getProperty("lockstep.golden", "");
    assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder)),
        "needs the files of the real couchstore: point at their folder with -Dlockstep.golden=DIR");
    int found = 0;
    for (Path file : expectations(Path.of(folder))) {
      JsonNode document = JSON.readTree(file.toFile()).path("local_docs").path(STATE);
      if (document.isTextual()) {
        found++;
        keepsMembersOf(document.textValue());
      }
    }
    assertThat(found).isPositive();
  }

  private static List<Path> expectations(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".expected.json"))
          .sorted()
          .toList();
    }
  }

  private static void keepsMembersOf(String document) throws IOException {
    JsonNode before = JSON.readTree(document);
    VBucketState state = VBucketStateJson.decode(Bytes.ofUtf8(document));
    Bytes written = VBucketStateJson.encode(
        state, before.path("high_seqno").asLong(), before.path("purge_seqno").asLong());
    JsonNode after = JSON.readTree(written.toArray());
    before
        .properties()
        .forEach(member -> assertThat(after.get(member.getKey()))
            .as(member.getKey())
            .isEqualTo(member.getValue()));
  }
}
