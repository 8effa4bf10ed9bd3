package dev.lockstep.scenarios.language;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.check.Script;
import dev.lockstep.model.check.Script.FaultOnTheWay;
import dev.lockstep.model.check.Script.Until;
import dev.lockstep.model.check.ScriptOutcome;
import dev.lockstep.model.check.ScriptOutcome.CollectionCounter;
import dev.lockstep.model.check.ScriptOutcome.Counter;
import dev.lockstep.model.check.ScriptOutcome.Times;
import dev.lockstep.model.trace.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a script and its outcome out of a tree that the schema has passed, and checks what a schema
 * cannot say: which tasks there are, and which keys of a step go together.
 */
final class ScriptReader {
  /** The word for the end of a run that is no milestone. */
  static final String WAITS = "waits";

  private final YamlSource source;
  private final OperationReader operations;
  private final Set<String> tasks;

  /** A reader of scripts for tasks of these names. */
  ScriptReader(YamlSource source, OperationReader operations, Set<String> tasks) {
    this.source = source;
    this.operations = operations;
    this.tasks = tasks;
  }

  /** A script; empty where there is none, and then there must be no outcome either. */
  Optional<Script> script(@Nullable Node steps, @Nullable Node outcome)
      throws ScenarioFileException {
    if (steps == null) {
      if (outcome != null) {
        throw source.error(outcome, "'outcome' without a script", "expected a 'script' too");
      }
      return Optional.empty();
    }
    List<Script.Step> read = new ArrayList<>();
    for (Node step : OperationReader.items(steps)) {
      if (!read.isEmpty() && read.get(read.size() - 1) instanceof Script.Crash) {
        throw source.error(step, "a step after the crash", "expected the crash to be the last");
      }
      read.add(step(step));
    }
    boolean crashes = read.get(read.size() - 1) instanceof Script.Crash;
    if (crashes && outcome != null) {
      throw source.error(
          outcome,
          "'outcome' of a script that ends in a crash",
          "expected none: after a crash the properties say what may be there");
    }
    return Optional.of(new Script(read, outcome == null ? ScriptOutcome.ANY : outcome(outcome)));
  }

  private Script.Step step(Node node) throws ScenarioFileException {
    if (node instanceof ScalarNode) {
      return new Script.Crash();
    }
    Map<String, Node> keys = keys(node);
    Node files = keys.get("files");
    Node run = keys.get("run");
    if (files != null) {
      only(keys, node, "files", Set.of("files"));
      return new Script.Files(words(files));
    }
    if (run == null) {
      throw source.error(node, "a step that runs no task", "expected 'run: TASK'");
    }
    String task = task(run);
    if (keys.containsKey("each-time")) {
      only(keys, node, "each-time", Set.of("run", "each-time", "at-most", "let"));
      return new Script.EachTime(
          task,
          OperationReader.text(required(keys, "each-time")),
          (int) OperationReader.number(required(keys, "at-most")),
          task(required(keys, "let")));
    }
    return new Script.Run(task, until(keys, node), fault(keys));
  }

  private Until until(Map<String, Node> keys, Node step) throws ScenarioFileException {
    Node until = keys.get("until");
    Node count = keys.get("operations");
    if (until != null && count != null) {
      throw source.error(step, "'until' and 'operations' in one step", "expected one of them");
    }
    if (count != null) {
      return new Until.Operations((int) OperationReader.number(count));
    }
    if (until == null) {
      return new Until.End();
    }
    Node times = keys.get("times");
    if (!OperationReader.text(until).equals(WAITS)) {
      return new Until.Milestone(
          OperationReader.text(until), times == null ? 1 : (int) OperationReader.number(times));
    }
    if (times != null) {
      throw source.error(times, "'times' of a wait", "expected a milestone in 'until'");
    }
    return new Until.Wait();
  }

  private static Optional<FaultOnTheWay> fault(Map<String, Node> keys) {
    Node fault = keys.get("fault");
    Node nth = keys.get("nth");
    return fault == null
        ? Optional.empty()
        : Fault.of(OperationReader.text(fault))
            .map(kind ->
                new FaultOnTheWay(kind, nth == null ? 1 : (int) OperationReader.number(nth)));
  }

  private void only(Map<String, Node> keys, Node step, String key, Set<String> allowed)
      throws ScenarioFileException {
    for (String other : keys.keySet()) {
      if (!allowed.contains(other)) {
        throw source.error(
            step, "'" + key + "' and '" + other + "' in one step", "expected one of them");
      }
    }
  }

  private String task(Node node) throws ScenarioFileException {
    String name = OperationReader.text(node);
    if (!tasks.contains(name)) {
      throw source.error(
          node,
          "no task is called " + OneLine.quote(name),
          "expected one of " + String.join(", ", tasks));
    }
    return name;
  }

  private ScriptOutcome outcome(Node node) throws ScenarioFileException {
    Map<String, Node> keys = keys(node);
    Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    keys.forEach((key, value) ->
        Counter.of(key).ifPresent(counter -> counters.put(counter, OperationReader.number(value))));
    Node dropped = keys.get("dropped");
    Node files = keys.get("files");
    return new ScriptOutcome(
        counters,
        collections(keys.get("collections")),
        Optional.ofNullable(dropped).map(ScriptReader::numbers),
        Optional.ofNullable(files).map(ScriptReader::words),
        documents(keys.get("documents"), keys.get("absent")),
        answers(keys.get("answers")),
        passed(keys.get("passed")));
  }

  private static Map<Long, Map<CollectionCounter, Long>> collections(@Nullable Node node) {
    Map<Long, Map<CollectionCounter, Long>> collections = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple collection : OperationReader.entries(node)) {
        Map<CollectionCounter, Long> counters = new EnumMap<>(CollectionCounter.class);
        keys(collection.getValueNode())
            .forEach((key, value) -> CollectionCounter.of(key)
                .ifPresent(counter -> counters.put(counter, OperationReader.number(value))));
        collections.put(OperationReader.number(collection.getKeyNode()), counters);
      }
    }
    return collections;
  }

  private Map<String, Optional<Bytes>> documents(@Nullable Node held, @Nullable Node absent)
      throws ScenarioFileException {
    Map<String, Optional<Bytes>> documents = new LinkedHashMap<>();
    if (held != null) {
      for (NodeTuple entry : OperationReader.entries(held)) {
        documents.put(
            operations.key(entry.getKeyNode()),
            Optional.of(operations.value(entry.getValueNode())));
      }
    }
    if (absent != null) {
      for (Node key : OperationReader.oneOrMore(absent)) {
        documents.put(operations.key(key), Optional.empty());
      }
    }
    return documents;
  }

  private Map<String, List<String>> answers(@Nullable Node node) throws ScenarioFileException {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple entry : OperationReader.entries(node)) {
        answers.put(task(entry.getKeyNode()), words(entry.getValueNode()));
      }
    }
    return answers;
  }

  private static Map<String, Times> passed(@Nullable Node node) {
    Map<String, Times> passed = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple entry : OperationReader.entries(node)) {
        passed.put(OperationReader.text(entry.getKeyNode()), times(entry.getValueNode()));
      }
    }
    return passed;
  }

  private static Times times(Node node) {
    if (node instanceof ScalarNode) {
      int exactly = (int) OperationReader.number(node);
      return new Times(exactly, exactly);
    }
    Map<String, Node> keys = keys(node);
    return new Times((int) OperationReader.number(required(keys, "at-least")), (int)
        OperationReader.number(required(keys, "at-most")));
  }

  private static List<String> words(Node list) {
    return OperationReader.items(list).stream().map(OperationReader::text).toList();
  }

  private static List<Long> numbers(Node list) {
    return OperationReader.items(list).stream().map(OperationReader::number).toList();
  }

  private static Map<String, Node> keys(Node node) {
    Map<String, Node> keys = new LinkedHashMap<>();
    OperationReader.entries(node)
        .forEach(entry -> keys.put(OperationReader.text(entry.getKeyNode()), entry.getValueNode()));
    return keys;
  }

  private static Node required(Map<String, Node> keys, String key) {
    Node node = keys.get(key);
    if (node == null) {
      throw new AssertionError("the schema passed a mapping without " + key);
    }
    return node;
  }
}
