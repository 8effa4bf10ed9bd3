package dev.lockstep.stress.checking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Measurements as JSON: between processes one a line, for programs all in one object. */
final class MeasurementJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MeasurementJson() {}

  static ObjectNode of(Measurement measured) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("subject", measured.subject())
        .put("tool", measured.tool())
        .put("java", measured.java())
        .put("jobs", measured.jobs())
        .put("executions", measured.executions())
        .put("executionsPerSecond", measured.executionsPerSecond())
        .put("complete", measured.complete())
        .put("seconds", measured.seconds());
  }

  static Measurement parse(String line) throws IOException {
    JsonNode node = MAPPER.readTree(line);
    return new Measurement(
        node.get("subject").asText(),
        node.get("tool").asText(),
        node.get("java").asInt(),
        node.get("jobs").asInt(),
        node.get("executions").asLong(),
        node.get("executionsPerSecond").asDouble(),
        node.get("complete").asBoolean(),
        node.get("seconds").asDouble());
  }

  static String all(List<Measurement> measurements) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode results = root.putArray("results");
    measurements.forEach(measured -> results.add(of(measured)));
    return root + "\n";
  }
}
