package dev.lockstep.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Search;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schema repeats what the code knows; here they are held together. */
class SchemaTest {

  @Test
  void namesEveryProperty() throws IOException {
    List<String> keys = new ArrayList<>();
    schema()
        .at("/properties/expect/properties/violates/enum")
        .forEach(key -> keys.add(key.asText()));

    assertThat(keys)
        .isEqualTo(Arrays.stream(Property.values()).map(Property::key).toList());
  }

  @Test
  void hasTheLimitsOfTheCode() throws IOException {
    JsonNode search = schema().at("/$defs/search/properties");
    assertThat(search.at("/preemptions/maximum").asInt()).isEqualTo(Search.PREEMPTIONS_MAX);
    assertThat(search.at("/depth/maximum").asInt()).isEqualTo(Search.DEPTH_MAX);
    for (Search.Kind kind : Search.Kind.values()) {
      if (kind.samples()) {
        assertThat(search.at("/" + kind.word() + "/maximum").asLong())
            .isEqualTo(Search.EXECUTIONS_MAX);
      }
    }
    assertThat(search.at("/exhaustive/maximum").asLong()).isEqualTo(Search.EXECUTIONS_MAX);
    assertThat(search.at("/executions/maximum").asLong()).isEqualTo(Search.EXECUTIONS_MAX);
    assertThat(schema().at("/$defs/key/maxLength").asInt())
        .isEqualTo(OperationReader.KEY_BYTES_MAX);
    assertThat(schema().at("/$defs/value/properties/size/maximum").asInt())
        .isEqualTo(OperationReader.VALUE_BYTES_MAX);
  }

  @Test
  void knowsEveryMilestoneThatAScriptCanStopAt() throws IOException, IllegalAccessException {
    Set<String> listed = new TreeSet<>();
    schema().at("/$defs/milestone/enum").forEach(word -> listed.add(word.asText()));
    Set<String> stops = new TreeSet<>(listed);
    stops.add(ScriptReader.WAITS);
    Set<String> until = new TreeSet<>();
    schema()
        .at("/$defs/script-step/properties/until/enum")
        .forEach(word -> until.add(word.asText()));
    Set<String> known = new TreeSet<>(Set.of("scan.opened", "scan.next"));
    for (Field milestone : Milestones.class.getFields()) {
      known.add((String) milestone.get(null));
    }

    assertThat(listed).isEqualTo(known);
    assertThat(until).isEqualTo(stops);
  }

  private static JsonNode schema() throws IOException {
    try (InputStream in = SchemaTest.class.getResourceAsStream("scenario.schema.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
