package dev.lockstep.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  @TempDir
  Path directory;

  private ToolFixture fixture;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void create() throws IOException {
    fixture = new ToolFixture(directory);
  }

  @Test
  void aSoundFileGetsOneLine() throws IOException {
    assertThat(Verify.write(fixture.source(ToolFixture.GOOD), out)).isTrue();
    assertThat(out.toString())
        .hasLineCount(1)
        .startsWith("v14.couch: sound: 37 live and 4 deleted documents, bodies of ");
  }

  @Test
  void aDamagedBodyIsNamedByItsPosition() throws IOException {
    byte[] damaged = fixture.good();
    String text = new String(damaged, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("{\"number\":20,") - 8;
    damaged[body + 10] ^= 1;
    // Seqno 20 was overwritten by a tombstone: damage that nothing points to is no problem.
    assertThat(Verify.write(fixture.put("old.couch", damaged), out)).isTrue();
    damaged[text.indexOf("{\"number\":19,")] ^= 1;
    assertThat(Verify.write(fixture.put("damaged.couch", damaged), out)).isFalse();
    assertThat(out.toString())
        .contains("damaged.couch: ")
        .contains(Integer.toString(text.indexOf("{\"number\":19,") - 8))
        .contains("damaged.couch: damaged: ");
  }
}
