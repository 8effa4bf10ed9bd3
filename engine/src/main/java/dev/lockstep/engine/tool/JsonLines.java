package dev.lockstep.engine.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.lockstep.engine.document.Bytes;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** JSON objects, one a line, and the rules by which bytes become JSON text. */
final class JsonLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonLines() {}

  /** A generator that puts nothing between top-level values and leaves {@code out} open. */
  static JsonGenerator generator(Writer out) throws IOException {
    return JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  /** Writes {@code name} as text if the bytes are UTF-8, else {@code name_hex} as hex digits. */
  static void writeText(JsonGenerator json, String name, Bytes bytes) throws IOException {
    Optional<String> text = utf8(bytes);
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    } else {
      json.writeStringField(name + "_hex", hex(bytes));
    }
  }

  /** Writes {@code name} as text if the bytes are JSON in UTF-8, else {@code name_base64}. */
  static void writeBody(JsonGenerator json, String name, Bytes bytes) throws IOException {
    Optional<String> text = utf8(bytes);
    if (text.isPresent() && isJson(text.get())) {
      json.writeStringField(name, text.get());
    } else {
      json.writeBinaryField(name + "_base64", bytes.toArray());
    }
  }

  static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toArray());
  }

  private static Optional<String> utf8(Bytes bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(bytes.asBuffer()).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  /** Whether {@code text} is exactly one JSON value. */
  private static boolean isJson(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }
}
