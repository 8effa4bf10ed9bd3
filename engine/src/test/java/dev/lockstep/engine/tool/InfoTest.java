package dev.lockstep.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.golden.OwnFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InfoTest {
  @TempDir
  Path directory;

  private ToolFixture fixture;

  @BeforeEach
  void create() throws IOException {
    fixture = new ToolFixture(directory);
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatTheFileHolds(DiskVersion version) throws IOException {
    OwnFiles.write(fixture.files, "any.couch", version);
    Info info = Info.read(fixture.source("any.couch"));
    assertThat(info.last().header().version()).isEqualTo(version);
    assertThat(info.last().header().updateSeqno()).isEqualTo(52);
    assertThat(info.last().header().purgeSeqno()).isEqualTo(3);
    assertThat(info.headers()).isEqualTo(new Info.HeaderChain(4, java.util.Optional.empty()));
    assertThat(info.counts().live()).isEqualTo(37);
    assertThat(info.counts().deleted()).isEqualTo(4);
    assertThat(info.localCount()).isEqualTo(2);
    assertThat(info.liveSize()).isPositive().isLessThan(info.fileSize());
    assertThat(info.fragmentationPercent()).isBetween(1, 99);
  }

  @Test
  void textHasALineAFact() throws IOException {
    assertThat(write(fixture.source(ToolFixture.GOOD), Format.TEXT).lines())
        .contains(
            "v14.couch",
            "  disk version      14",
            "  headers           4",
            "  timestamp         2020-09-13T12:26:40.000000004Z",
            "  update seqno      52",
            "  purge seqno       3",
            "  documents         37 live, 4 deleted",
            "  local documents   2",
            "  file size         " + fixture.good().length + " bytes");
  }

  @Test
  void jsonIsOneLineOfTheSameFacts() throws IOException {
    String line = write(fixture.source(ToolFixture.GOOD), Format.JSON);
    assertThat(line).endsWith("}\n").hasLineCount(1);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.get("disk_version").asInt()).isEqualTo(14);
    assertThat(json.get("timestamp_nanos").isTextual()).isTrue();
    assertThat(json.get("timestamp_nanos").asText()).isEqualTo("1600000000000000004");
    assertThat(json.get("headers").asInt()).isEqualTo(4);
    assertThat(json.get("headers_damage").isNull()).isTrue();
    assertThat(json.get("documents").asInt()).isEqualTo(37);
    assertThat(json.get("by_id_root").get("position").asLong())
        .isLessThan(json.get("header_position").asLong());
  }

  @Test
  void aFileWithoutDocumentsHasNoRootsAndNoTime() throws IOException {
    CouchSource empty = fixture.put("empty.couch", java.util.Arrays.copyOf(fixture.good(), 48));
    assertThat(write(empty, Format.TEXT).lines())
        .contains("  timestamp         none", "  by-id root        none", "  headers           1");
    assertThat(write(empty, Format.JSON)).contains("\"local_root\":null");
  }

  @Test
  void recoveryReadsTheHeaderBeforeTheDamagedOne() throws IOException {
    Info info = Info.read(fixture.truncated().withSearch(HeaderSearch.RECOVERY));
    assertThat(info.last().header().updateSeqno()).isEqualTo(51);
    assertThat(info.headers().count()).isEqualTo(3);
  }

  @Test
  void saysWhereRewindingMeetsDamage() throws IOException {
    byte[] damaged = fixture.good();
    damaged[20] ^= 1;
    Info info = Info.read(fixture.put("damaged.couch", damaged));
    assertThat(info.headers().count()).isEqualTo(3);
    assertThat(info.headers().damage().orElseThrow()).startsWith("damaged.couch: damaged at 0: ");
  }

  private static String write(CouchSource source, Format format) throws IOException {
    StringWriter out = new StringWriter();
    Info.read(source).write(format, out);
    return out.toString();
  }
}
