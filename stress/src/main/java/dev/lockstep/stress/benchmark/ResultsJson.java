package dev.lockstep.stress.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** The measurements as JSON. */
final class ResultsJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double TENTHS = 10;

  private ResultsJson() {}

  static String of(List<Measurement> measurements) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeArrayFieldStart("results");
      for (Measurement measurement : measurements) {
        write(json, measurement);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, Measurement measurement) throws IOException {
    json.writeStartObject();
    json.writeStringField("workload", measurement.workload().label());
    json.writeStringField("engine", measurement.engine());
    json.writeNumberField("docsPerSecond", Math.round(measurement.docsPerSecond()));
    json.writeNumberField("p50Micros", rounded(measurement.micros(50)));
    json.writeNumberField("p99Micros", rounded(measurement.micros(99)));
    json.writeNumberField("p999Micros", rounded(measurement.micros(99.9)));
    json.writeNumberField("maxPauseMillis", rounded(measurement.maxPauseMillis() * 100) / 100);
    json.writeEndObject();
  }

  private static double rounded(double value) {
    return Math.round(value * TENTHS) / TENTHS;
  }
}
