package dev.lockstep.scenarios.language;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.lockstep.engine.invariant.Invariant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Holds a file against {@code scenario.schema.json}. The schema says what is allowed and, in its
 * descriptions, what was expected; {@link SchemaFinding} says what was found instead.
 */
final class SchemaCheck {
  private static final JsonSchema SCHEMA = load();

  private SchemaCheck() {}

  /** Throws the finding that helps most: what is wrong comes before what is missing. */
  static void check(YamlSource source, Node root) throws ScenarioFileException {
    List<SchemaFinding> findings = new ArrayList<>();
    for (ValidationMessage message : SCHEMA.validate(JsonOfYaml.convert(root))) {
      findings.add(SchemaFinding.of(message, root, SCHEMA.getSchemaNode()));
    }
    if (!findings.isEmpty()) {
      findings.sort(Comparator.comparing(SchemaFinding::isMissing)
          .thenComparing(
              finding -> finding.node().getStartMark().map(Mark::getIndex).orElse(0)));
      SchemaFinding first = findings.get(0);
      throw source.error(first.node(), first.problem(), first.expected());
    }
  }

  private static JsonSchema load() {
    try (InputStream schema = SchemaCheck.class.getResourceAsStream("scenario.schema.json")) {
      Invariant.check(schema != null, "scenario.schema.json is not packaged");
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
