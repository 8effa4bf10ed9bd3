package dev.lockstep.scenarios.language;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The text of one scenario file. It makes the tree of YAML nodes, each with its place in the text:
 *
 * <ol>
 *   <li>read the events and refuse what a scenario file does not need: a second document, anchors,
 *       tags, deep nesting;
 *   <li>compose the nodes;
 *   <li>refuse keys that are not text and keys that come twice.
 * </ol>
 */
final class YamlSource {
  /** Deeper nesting is refused; the language itself needs eight levels. */
  private static final int DEPTH_MAX = 20;

  private final String file;
  private final String text;
  private final LoadSettings settings;

  YamlSource(String file, String text) {
    this.file = file;
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.settings = LoadSettings.builder().setLabel(file).build();
  }

  /** The root of the tree. */
  Node compose() throws ScenarioFileException {
    try {
      refuseUnneeded();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw error(
            1, 1, "the file is empty", "expected a mapping with at least 'title' and 'tasks'");
      }
      refuseTwins(root.get());
      return root.get();
    } catch (ReaderException e) {
      String character = String.format("U+%04X", e.getCodePoint());
      throw errorAfter(
          e.getPosition(),
          "not YAML: the character " + character + " is not allowed",
          "expected printable text");
    } catch (MarkedYamlEngineException e) {
      throw syntaxError(e);
    }
  }

  /** An error at the value of a key that the file has. */
  ScenarioFileException error(
      Map<String, Node> values, String key, String problem, String expected) {
    return error(Objects.requireNonNull(values.get(key)), problem, expected);
  }

  /** An error at a node. */
  ScenarioFileException error(Node node, String problem, String expected) {
    return error(node.getStartMark(), problem, expected);
  }

  private ScenarioFileException error(Optional<Mark> mark, String problem, String expected) {
    return error(
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1,
        problem,
        expected);
  }

  private ScenarioFileException error(int line, int column, String problem, String expected) {
    return new ScenarioFileException(file, line, column, problem, expected);
  }

  /** An error behind so many characters of the text. */
  private ScenarioFileException errorAfter(int characters, String problem, String expected) {
    int end =
        text.offsetByCodePoints(0, Math.min(characters, text.codePointCount(0, text.length())));
    return after(file, text.substring(0, end), problem, expected);
  }

  /** An error right behind {@code before}, which is how the file begins. */
  static ScenarioFileException after(String file, String before, String problem, String expected) {
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
    int column = before.codePointCount(lineStart, before.length()) + 1;
    return new ScenarioFileException(file, line, column, problem, expected);
  }

  private ScenarioFileException syntaxError(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
    return error(
        mark,
        "not YAML: " + e.getProblem(),
        "expected other indentation, a colon or a quote on this line or the one before it");
  }

  private void refuseUnneeded() throws ScenarioFileException {
    int depth = 0;
    int documents = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof DocumentStartEvent) {
        documents++;
      } else if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (documents > 1) {
        throw error(event.getStartMark(), "a second YAML document", "expected one scenario a file");
      }
      if (depth > DEPTH_MAX) {
        throw error(
            event.getStartMark(), "nested too deeply", "expected at most " + DEPTH_MAX + " levels");
      }
      refuseAnchorsAndTags(event);
    }
  }

  private void refuseAnchorsAndTags(Event event) throws ScenarioFileException {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw error(
          event.getStartMark(),
          "the anchor or alias '" + node.getAnchor().get() + "'",
          "expected the value itself: scenario files have no aliases, and text that begins with & or * needs quotes");
    }
    Optional<String> tag = event instanceof ScalarEvent scalar
        ? scalar.getTag()
        : event instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
    if (tag.isPresent()) {
      throw error(
          event.getStartMark(),
          "the tag " + OneLine.quote(tag.get()),
          "expected a plain value: text that begins with ! needs quotes");
    }
  }

  private void refuseTwins(Node node) throws ScenarioFileException {
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        refuseTwins(item);
      }
    } else if (node instanceof MappingNode mapping) {
      Set<String> seen = new HashSet<>();
      for (NodeTuple entry : mapping.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          throw error(entry.getKeyNode(), "a key that is a list or a mapping", "expected a word");
        }
        if (!seen.add(key.getValue())) {
          throw error(
              key, "the key " + OneLine.quote(key.getValue()) + " comes twice", "expected it once");
        }
        refuseTwins(entry.getValueNode());
      }
    }
  }
}
