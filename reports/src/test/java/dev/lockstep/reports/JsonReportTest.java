package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.trace.StepKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonReportTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void agreesWithItsSchema() throws IOException {
    JsonSchema schema = schema();

    assertThat(schema.validate(parsed(Examples.mixed()))).isEmpty();
    assertThat(schema.validate(parsed(Examples.run(Examples.hostile())))).isEmpty();
    assertThat(schema.validate(parsed(Examples.run()))).isEmpty();
  }

  @Test
  void hasASchemaThatRefusesWhatItDoesNotKnow() throws IOException {
    JsonSchema schema = schema();

    assertThat(schema.validate(MAPPER.readTree("{\"format\": 2}"))).isNotEmpty();
    JsonNode changed = parsed(Examples.mixed());
    ((ObjectNode) changed.at("/scenarios/1/counterexample/steps/3")).put("colour", 1);
    assertThat(schema.validate(changed)).hasSize(1);
  }

  @Test
  void addsUpTheScenarios() throws IOException {
    JsonNode root = parsed(Examples.mixed());

    assertThat(root.get("passed").asBoolean()).isFalse();
    assertThat(root.at("/totals/scenarios").asInt()).isEqualTo(6);
    assertThat(root.at("/totals/unexpected").asInt()).isEqualTo(3);
    assertThat(root.at("/totals/executions").asLong())
        .isEqualTo(2 * 18_204 + 2 * 212 + 100_000 + 900);
  }

  @Test
  void doesNotCallARunWithoutScenariosPassed() throws IOException {
    JsonNode root = parsed(Examples.run());

    assertThat(root.get("passed").asBoolean()).isFalse();
    assertThat(root.get("headline").asText()).isEqualTo("No scenario ran");
  }

  @Test
  void leavesOutWhatIsNotThere() throws IOException {
    JsonNode proof = parsed(Examples.mixed()).at("/scenarios/0");

    assertThat(proof.has("fault")).isFalse();
    assertThat(proof.has("counterexample")).isFalse();
    assertThat(proof.get("verdict").asText()).isEqualTo("holds");
  }

  @Test
  void saysOfAStepWhatItTouchedAndOmitsTheEndOfWhatHasNone() throws IOException {
    Story story = new Story("flusher").as(0).write("f#1", 4096, 100).read("f#1", 1, 2);
    JsonNode steps = steps(story);

    assertThat(steps.get(1).toString())
        .isEqualTo(
            "{\"index\":1,\"task\":0,\"kind\":\"file-write\",\"object\":\"f#1\",\"number\":2,"
                + "\"touches\":[{\"start\":4096,\"access\":\"write\"}],\"result\":100,"
                + "\"text\":\"writes f#1 [4096, 4196)\"}");
    assertThat(steps.get(2).at("/touches/0").toString())
        .isEqualTo("{\"start\":1,\"end\":3,\"access\":\"read\"}");
  }

  @Test
  void namesTasksThatTheScenarioDoesNotKnow() throws IOException {
    Story story =
        new Story("flusher").startedBySomeone(2, "helper").directory(StepKind.RENAME, "a to b", 1);

    assertThat(found(story).get("tasks").toString())
        .isEqualTo("[\"flusher\",\"task 1\",\"helper\"]");
  }

  @Test
  void keepsEveryCharacterThatUnicodeHas() throws IOException {
    ScenarioResult hostile = Examples.hostile();

    JsonNode scenario = parsed(Examples.run(hostile)).at("/scenarios/0");

    assertThat(scenario.get("name").asText()).isEqualTo(Examples.HOSTILE);
    assertThat(scenario.at("/counterexample/crash/lost/0").asText()).isEqualTo(Examples.HOSTILE);
  }

  private static JsonNode steps(Story story) throws IOException {
    return found(story).get("steps");
  }

  private static JsonNode found(Story story) throws IOException {
    Counterexample found = story.violates(Property.DURABLE, "", "", 0, List.of());
    return parsed(Examples.run(Examples.violated("one", Optional.empty(), found)))
        .at("/scenarios/0/counterexample");
  }

  private static JsonNode parsed(RunResult result) throws JsonProcessingException {
    return MAPPER.readTree(JsonReport.render(result));
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream stream = JsonReport.class.getResourceAsStream("report.schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(stream));
    }
  }
}
