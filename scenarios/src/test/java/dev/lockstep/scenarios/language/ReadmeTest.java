package dev.lockstep.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about scenario files tells the truth about them. */
class ReadmeTest {

  @Test
  void theExampleIsAScenario() throws IOException {
    Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertThat(example.find()).isTrue();

    Scenario scenario =
        new ScenarioParser(new TwoFaults()).parse("README.md", example.group(1), "example");

    assertThat(scenario.tasks()).hasSize(3);
  }

  @Test
  void everyKeyOperationChangeAndPropertyHasItsLine() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Path.of("scenario.schema.json").toFile());
    List<String> words = new ArrayList<>();
    schema.at("/properties").fieldNames().forEachRemaining(words::add);
    schema.at("/$defs/operation/properties").fieldNames().forEachRemaining(words::add);
    schema.at("/$defs/disk-change/properties").fieldNames().forEachRemaining(words::add);
    schema.at("/$defs/change/properties").fieldNames().forEachRemaining(words::add);

    String readme = readme();

    assertThat(words)
        .contains("title", "rollback", "remove-local")
        .allSatisfy(word -> assertThat(readme).containsPattern("\n\\| `" + word + "[`:]"));
    assertThat(Property.values())
        .allSatisfy(property -> assertThat(readme).contains("\n| `" + property.key() + "` | "));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
