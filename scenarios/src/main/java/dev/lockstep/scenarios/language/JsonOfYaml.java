package dev.lockstep.scenarios.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML nodes as the JSON that a schema can look at. Keys are always text. */
final class JsonOfYaml {
  /** Numbers of more digits or a larger exponent are beyond every limit. */
  private static final int DIGITS_MAX = 40;

  private JsonOfYaml() {}

  static JsonNode convert(Node node) {
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      sequence.getValue().forEach(item -> array.add(convert(item)));
      return array;
    }
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (NodeTuple entry : mapping.getValue()) {
        object.set(((ScalarNode) entry.getKeyNode()).getValue(), convert(entry.getValueNode()));
      }
      return object;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text);
    }
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    return tag.equals(Tag.NULL) ? NullNode.getInstance() : TextNode.valueOf(text);
  }

  /** A number; text where JSON has none, as for infinity, or where it is beyond every limit. */
  private static JsonNode number(String text) {
    if (text.length() > DIGITS_MAX || text.endsWith("inf") || text.endsWith("nan")) {
      return TextNode.valueOf(text);
    }
    BigDecimal number = new BigDecimal(text);
    return Math.abs((long) number.scale()) > DIGITS_MAX
        ? TextNode.valueOf(text)
        : DecimalNode.valueOf(number);
  }
}
