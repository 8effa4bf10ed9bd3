package dev.lockstep.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.engine.tool.Dump.Section;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {
  @TempDir
  Path directory;

  private ToolFixture fixture;

  @BeforeEach
  void create() throws IOException {
    fixture = new ToolFixture(directory);
  }

  @Test
  void jsonHasOneDocumentALineInTheOrderAskedFor() throws IOException {
    List<JsonNode> bySeqno = json(Section.BY_SEQNO);
    assertThat(bySeqno).hasSize(41);
    assertThat(bySeqno)
        .extracting(line -> line.get("seqno").asLong())
        .isSorted()
        .endsWith(52L);
    List<JsonNode> byId = json(Section.BY_ID);
    assertThat(byId).containsExactlyInAnyOrderElementsOf(bySeqno);
    assertThat(byId.get(0).has("id_hex")).isTrue();
    assertThat(byId.subList(1, 41)).extracting(line -> line.get("id").asText()).isSorted();
  }

  @Test
  void jsonShowsBodiesAsTextOrElseAsBase64AndLosesNothing() throws IOException {
    List<JsonNode> lines = json(Section.BY_SEQNO);
    assertThat(at(lines, 3).toString()).contains("\"content_meta\":128");
    assertThat(at(lines, 3).get("body").asText()).isEqualTo("{\"number\":3,\"padding\":\"---\"}");
    assertThat(at(lines, 47).get("deleted").asBoolean()).isTrue();
    assertThat(at(lines, 47).has("body") || at(lines, 47).has("body_base64")).isFalse();
    assertThat(at(lines, 50).get("deleted").asBoolean()).isTrue();
    assertThat(at(lines, 50).get("body").asText()).isEqualTo("{\"_xattr\":1}");
    assertThat(at(lines, 51).get("body_base64").asText()).as("an empty body").isEmpty();
    assertThat(at(lines, 52).get("id_hex").asText()).isEqualTo("08ff6b");
    assertThat(at(lines, 52).get("body_base64").binaryValue()).containsExactly(0, 1, 0x80);
    assertThat(at(lines, 52).get("rev_meta_hex").asText()).hasSize(36);
  }

  @Test
  void jsonShowsLocalDocuments() throws IOException {
    assertThat(dump(Section.LOCAL, Format.JSON)).isEqualTo("""
            {"id":"_local/empty","value_base64":""}
            {"id":"_local/vbstate","value":"{\\"state\\":\\"active\\"}"}
            """);
  }

  @Test
  void textSaysWhatADocumentIsAndShowsItsBody() throws IOException {
    assertThat(dump(Section.BY_SEQNO, Format.TEXT).lines())
        .startsWith(
            "seqno 1  key-919  rev 1  cas 1600000000000000002  26 bytes",
            "    {\"number\":1,\"padding\":\"-\"}")
        .contains(
            "seqno 47  key-380  rev 2  deleted at 2020-09-13T12:26:40Z  cas 1600000000000000048",
            "seqno 52  0x08ff6b  rev 1  cas 1600000000000000053  3 bytes",
            "    0x000180");
  }

  @Test
  void textShowsLocalDocuments() throws IOException {
    assertThat(dump(Section.LOCAL, Format.TEXT).lines())
        .containsExactly(
            "_local/empty  0 bytes", "_local/vbstate  18 bytes", "    {\"state\":\"active\"}");
  }

  @Test
  void damageEndsTheDumpAfterWholeLines() throws IOException {
    byte[] damaged = fixture.good();
    String text = new String(damaged, StandardCharsets.ISO_8859_1);
    damaged[text.indexOf("{\"number\":19,")] ^= 1;
    CouchSource source = fixture.put("damaged.couch", damaged);
    StringWriter out = new StringWriter();
    assertThatThrownBy(() -> Dump.write(source, Section.BY_SEQNO, Format.JSON, out))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith("damaged.couch: damaged at ");
    for (String line : out.toString().lines().toList()) {
      assertThat(new ObjectMapper().readTree(line).get("seqno").asLong()).isLessThan(19);
    }
    assertThat(out.toString()).endsWith("}\n");
  }

  private static JsonNode at(List<JsonNode> lines, long seqno) {
    return lines.stream()
        .filter(line -> line.get("seqno").asLong() == seqno)
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> json(Section section) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : dump(section, Format.JSON).lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private String dump(Section section, Format format) throws IOException {
    StringWriter out = new StringWriter();
    long count = Dump.write(fixture.source(ToolFixture.GOOD), section, format, out);
    if (format == Format.JSON) {
      assertThat(out.toString().lines()).hasSize((int) count);
    }
    return out.toString();
  }
}
