package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.reports.CheckpointFile.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final byte[] STATE = new byte[10_000];

  @TempDir
  private Path folder;

  private static Content content(byte[] state) {
    return new Content(
        Examples.mixed(), Map.of("a/b", "0123 bounded", "c", "45"), Map.of("c", state));
  }

  @Test
  void holdsWhatWasWritten() throws IOException {
    Path file = folder.resolve("deep/er/check.json");
    CheckpointFile.write(file, content(STATE));
    Content read = CheckpointFile.read(file);
    assertThat(read.finished()).isEqualTo(Examples.mixed());
    assertThat(read.searches()).isEqualTo(content(STATE).searches());
    assertThat(read.unfinished()).containsOnlyKeys("c");
    assertThat(read.unfinished().get("c")).isEqualTo(STATE);
  }

  @Test
  void aWritingThatWasCutShortLeavesTheOldOne() throws IOException {
    Path file = folder.resolve("check.json");
    CheckpointFile.write(file, content(STATE));
    Files.writeString(folder.resolve("check.json.partial"), "{\"format\":1,\"fin");
    assertThat(CheckpointFile.read(file).unfinished().get("c")).isEqualTo(STATE);

    CheckpointFile.write(file, content(new byte[3]));
    assertThat(CheckpointFile.read(file).unfinished().get("c")).hasSize(3);
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void whatIsNoneOrDamagedIsRefusedInOneLine() throws IOException {
    Path file = folder.resolve("check.json");
    CheckpointFile.write(file, content(STATE));
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.UTF_8);
    int inState = text.indexOf("\"state\":\"") + 30;
    byte[] flipped = whole.clone();
    flipped[inState] = (byte) (flipped[inState] == 'A' ? 'B' : 'A');
    for (byte[] bad : new byte[][] {
      {},
      "no JSON".getBytes(StandardCharsets.UTF_8),
      "{\"format\":2}".getBytes(StandardCharsets.UTF_8),
      Arrays.copyOf(whole, whole.length / 2),
      flipped
    }) {
      Files.write(file, bad);
      assertThatThrownBy(() -> CheckpointFile.read(file))
          .isInstanceOf(IOException.class)
          .hasMessage(
              file + ": no checkpoint of this version, or damaged; remove it or name another file");
    }
  }
}
