package dev.lockstep.scenarios.language;

import com.networknt.schema.JsonNodePath;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One place in a file.
 *
 * @param words the place for people: {@code tasks.flusher[2].get}, empty for the whole file
 * @param node what stands there
 */
record YamlPath(String words, Node node) {

  /** Follows a JSON path from the root of the tree from which the JSON was made. */
  static YamlPath follow(Node root, JsonNodePath path) {
    YamlPath place = new YamlPath("", root);
    for (int depth = 0; depth < path.getNameCount(); depth++) {
      Object element = path.getElement(depth);
      place =
          element instanceof Integer index ? place.item(index) : place.value(element.toString());
    }
    return place;
  }

  /** The node of a key, so that an error can point at it; this node where it has no such key. */
  Node key(String name) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
          return key;
        }
      }
    }
    return node;
  }

  private YamlPath item(int index) {
    return new YamlPath(
        words + "[" + index + "]", ((SequenceNode) node).getValue().get(index));
  }

  private YamlPath value(String name) {
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      if (((ScalarNode) entry.getKeyNode()).getValue().equals(name)) {
        return new YamlPath(words.isEmpty() ? name : words + "." + name, entry.getValueNode());
      }
    }
    throw new AssertionError("no key " + name + " at '" + words + "', where the schema saw one");
  }
}
