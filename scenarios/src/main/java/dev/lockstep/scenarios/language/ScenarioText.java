package dev.lockstep.scenarios.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the text of a scenario file: UTF-8, of a size that somebody may have written. */
final class ScenarioText {
  /** A larger file, in bytes, is no scenario. */
  static final int SIZE_MAX = 1 << 20;

  private ScenarioText() {}

  static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(SIZE_MAX + 1);
    }
    if (bytes.length > SIZE_MAX) {
      throw new ScenarioFileException(
          file.toString(), 1, 1, "larger than " + SIZE_MAX + " bytes", "expected a scenario file");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    boolean damaged = StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(in, out, true)
        .isError();
    String text = out.flip().toString();
    if (damaged) {
      throw YamlSource.after(file.toString(), text, "not UTF-8", "expected a text file in UTF-8");
    }
    return text;
  }
}
