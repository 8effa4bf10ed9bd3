package dev.lockstep.scenarios.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One thing that the schema does not allow, in our words.
 *
 * @param node where it stands
 * @param problem what is wrong
 * @param expected what was expected instead
 * @param isMissing whether something is not there, rather than there and wrong
 */
record SchemaFinding(Node node, String problem, String expected, boolean isMissing) {

  /** Words a finding of the validator, which looked at the JSON made from {@code root}. */
  static SchemaFinding of(ValidationMessage message, Node root, JsonNode schema) {
    YamlPath place = YamlPath.follow(root, message.getInstanceLocation());
    String name = place.words().isEmpty() ? "the file" : "'" + place.words() + "'";
    JsonNode rule = ruleOf(message, schema);
    JsonNode found = message.getInstanceNode();
    String expected = "expected " + rule.path("description").asText();
    return switch (message.getType()) {
      case "additionalProperties" -> unknownKey(place, message.getProperty(), rule);
      case "propertyNames" -> badKey(place, message);
      case "required" ->
        new SchemaFinding(
            place.node(), name + " has no '" + message.getProperty() + "'", expected, true);
      case "dependentRequired" -> lonelyKey(place, message);
      case "enum" -> notListed(place, name, found, message.getSchemaNode(), expected);
      default ->
        new SchemaFinding(place.node(), name + " " + fault(message, found), expected, false);
    };
  }

  private static JsonNode ruleOf(ValidationMessage message, JsonNode schema) {
    JsonNodePath path = message.getSchemaLocation().getFragment();
    JsonNode rule = schema;
    for (int depth = 0; depth < path.getNameCount() - 1; depth++) {
      rule = rule.path(path.getName(depth));
    }
    return rule;
  }

  private static SchemaFinding unknownKey(YamlPath place, String key, JsonNode rule) {
    List<String> known = new ArrayList<>();
    rule.path("properties").fieldNames().forEachRemaining(known::add);
    String expected = NearWord.find(key, known)
        .map(SchemaFinding::didYouMean)
        .orElse("expected "
            + (known.size() == 1
                ? "'" + known.get(0) + "'"
                : "one of " + String.join(", ", known)));
    return new SchemaFinding(place.key(key), "unknown key " + OneLine.quote(key), expected, false);
  }

  private static SchemaFinding badKey(YamlPath place, ValidationMessage message) {
    String key = message.getProperty();
    return new SchemaFinding(
        place.key(key),
        "the key " + OneLine.quote(key),
        "expected " + message.getSchemaNode().path("description").asText(),
        false);
  }

  private static SchemaFinding lonelyKey(YamlPath place, ValidationMessage message) {
    String key = message.getProperty();
    return new SchemaFinding(
        place.key(key),
        "'" + key + "' alone",
        "expected '" + message.getArguments()[0] + "' beside it",
        false);
  }

  private static SchemaFinding notListed(
      YamlPath place, String name, JsonNode found, JsonNode listed, String expected) {
    List<String> words = new ArrayList<>();
    listed.forEach(word -> words.add(word.asText()));
    Optional<String> near =
        found.isTextual() ? NearWord.find(found.asText(), words) : Optional.empty();
    return new SchemaFinding(
        place.node(),
        name + " is " + kind(found),
        near.map(SchemaFinding::didYouMean).orElse(expected),
        false);
  }

  /** What is wrong with a value, as the end of a sentence. */
  private static String fault(ValidationMessage message, JsonNode found) {
    return switch (message.getType()) {
      case "type", "pattern" -> "is " + kind(found);
      case "minItems", "minProperties", "minLength" -> "is empty";
      case "maxItems" -> "has " + found.size() + " items";
      case "maxProperties" -> "has " + found.size() + " keys (" + keys(found) + ")";
      case "maxLength" ->
        "is " + found.asText().codePointCount(0, found.asText().length()) + " characters long";
      case "minimum", "maximum" -> "is " + OneLine.quote(found.asText());
      case "not" -> "has keys that exclude each other (" + keys(found) + ")";
      default ->
        throw new AssertionError(
            "the schema uses '" + message.getType() + "', which has no words here");
    };
  }

  private static String kind(JsonNode found) {
    return switch (found.getNodeType()) {
      case STRING -> found.asText().isEmpty() ? "empty text" : OneLine.quote(found.asText());
      case NUMBER -> "the number " + OneLine.quote(found.asText());
      case BOOLEAN -> "the truth value '" + found.asText() + "'";
      case ARRAY -> "a list";
      case OBJECT -> "a mapping";
      default -> "nothing";
    };
  }

  private static String keys(JsonNode found) {
    List<String> names = new ArrayList<>();
    found.fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }

  private static String didYouMean(String word) {
    return "did you mean '" + word + "'?";
  }
}
