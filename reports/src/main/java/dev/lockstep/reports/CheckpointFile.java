package dev.lockstep.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.trace.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How far a check has come, as JSON:
 *
 * <pre>
 * format      1
 * finished    the report.json of the scenarios that are done
 * searches    by the scenarios' names: what each search is
 * unfinished  by the scenarios' names: "state", how far a search has come, as it was given,
 *             compressed by gzip and in Base64, and "check", its fingerprint
 * </pre>
 *
 * <p>It is a {@link WholeFile}: there is always one to go on from.
 */
public final class CheckpointFile {
  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CheckpointFile() {}

  /**
   * What such a file holds.
   *
   * @param finished the scenarios that are done
   * @param searches what is explored and how, by scenario; those that are done too
   * @param unfinished how far the others have come, by scenario; none for those not begun
   */
  public record Content(
      RunResult finished, Map<String, String> searches, Map<String, byte[]> unfinished) {
    public Content {
      searches = Collections.unmodifiableMap(new LinkedHashMap<>(searches));
      unfinished = Collections.unmodifiableMap(new LinkedHashMap<>(unfinished));
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException if it cannot be read, or is none of this format, in one line
   */
  public static Content read(Path file) throws IOException {
    byte[] bytes = WholeFile.read(file);
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root.path("format").asInt() != FORMAT) {
        throw new IllegalArgumentException("another format");
      }
      Map<String, String> searches = new LinkedHashMap<>();
      root.path("searches")
          .properties()
          .forEach(search -> searches.put(search.getKey(), search.getValue().asText()));
      Map<String, byte[]> unfinished = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> search : root.path("unfinished").properties()) {
        unfinished.put(search.getKey(), state(search.getValue()));
      }
      RunResult finished = JsonResults.parse(root.path("finished").toString());
      return new Content(finished, searches, unfinished);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          file + ": no checkpoint of this version, or damaged; remove it or name another file", e);
    }
  }

  private static byte[] state(JsonNode node) throws IOException {
    byte[] packed = node.path("state").binaryValue();
    if (packed == null) {
      throw new IllegalArgumentException("without a state");
    }
    byte[] state = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    if (!check(state).equals(node.path("check").asText())) {
      throw new IllegalArgumentException("a damaged state");
    }
    return state;
  }

  private static String check(byte[] state) {
    return Long.toHexString(Fingerprint.of(state, 0, state.length));
  }

  /** Writes one in the place of what is there. */
  public static void write(Path file, Content content) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.set("finished", MAPPER.readTree(JsonReport.render(content.finished)));
    ObjectNode searches = root.putObject("searches");
    content.searches.forEach(searches::put);
    ObjectNode unfinished = root.putObject("unfinished");
    for (Map.Entry<String, byte[]> search : content.unfinished.entrySet()) {
      unfinished
          .putObject(search.getKey())
          .put("check", check(search.getValue()))
          .put("state", packed(search.getValue()));
    }
    WholeFile.write(file, root + "\n");
  }

  private static byte[] packed(byte[] state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream output = new GZIPOutputStream(bytes)) {
      output.write(state);
    }
    return bytes.toByteArray();
  }
}
