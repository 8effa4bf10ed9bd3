package dev.lockstep.scenarios.language;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Claim.Bounds;
import dev.lockstep.model.scenario.Claim.CollectionCounter;
import dev.lockstep.model.scenario.Claim.Counter;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.OwnProperties;
import java.util.Collection;
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
 * Reads claims out of a tree that the schema has passed: those of {@code outcome}, and those under names
 * in {@code always}, {@code sometimes} and {@code eventually}.
 */
final class ClaimReader {
  private final YamlSource source;
  private final OperationReader operations;
  private final Set<String> tasks;

  /** A reader of claims about tasks of these names. */
  ClaimReader(YamlSource source, OperationReader operations, Set<String> tasks) {
    this.source = source;
    this.operations = operations;
    this.tasks = tasks;
  }

  /** The scenario's own properties, of which any may be missing. */
  OwnProperties own(@Nullable Node always, @Nullable Node sometimes, @Nullable Node eventually)
      throws ScenarioFileException {
    return new OwnProperties(named(always), named(sometimes), named(eventually));
  }

  private Map<String, Claim> named(@Nullable Node node) throws ScenarioFileException {
    Map<String, Claim> claims = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple entry : OperationReader.entries(node)) {
        claims.put(OperationReader.text(entry.getKeyNode()), claim(entry.getValueNode()));
      }
    }
    return claims;
  }

  /** One claim. */
  Claim claim(Node node) throws ScenarioFileException {
    Map<String, Node> keys = keys(node);
    Node files = keys.get("files");
    return new Claim(
        ofCommit(keys),
        Optional.ofNullable(files).map(ClaimReader::words),
        answers(keys.get("answers")),
        passed(keys.get("passed")));
  }

  private CommitClaim ofCommit(Map<String, Node> keys) throws ScenarioFileException {
    Map<Counter, Bounds> counters = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      Node value = keys.get(counter.key());
      if (value != null) {
        counters.put(counter, bounds(value));
      }
    }
    Node dropped = keys.get("dropped");
    Node state = keys.get("state");
    return new CommitClaim(
        counters,
        collections(keys.get("collections")),
        Optional.ofNullable(dropped).map(ClaimReader::numbers),
        Optional.ofNullable(state).map(OperationReader::text),
        locals(keys.get("locals")),
        documents(keys.get("documents"), keys.get("absent")),
        revSeqnos(keys.get("rev-seqnos")));
  }

  private Map<Long, Map<CollectionCounter, Bounds>> collections(@Nullable Node node)
      throws ScenarioFileException {
    Map<Long, Map<CollectionCounter, Bounds>> collections = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple collection : OperationReader.entries(node)) {
        Map<CollectionCounter, Bounds> counters = new EnumMap<>(CollectionCounter.class);
        Map<String, Node> keys = keys(collection.getValueNode());
        for (CollectionCounter counter : CollectionCounter.values()) {
          Node value = keys.get(counter.key());
          if (value != null) {
            counters.put(counter, bounds(value));
          }
        }
        collections.put(OperationReader.number(collection.getKeyNode()), counters);
      }
    }
    return collections;
  }

  private Optional<Map<String, Bytes>> locals(@Nullable Node node) throws ScenarioFileException {
    if (node == null) {
      return Optional.empty();
    }
    Map<String, Bytes> locals = new LinkedHashMap<>();
    for (NodeTuple entry : OperationReader.entries(node)) {
      locals.put(operations.name(entry.getKeyNode()), operations.value(entry.getValueNode()));
    }
    return Optional.of(locals);
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

  private Map<String, Bounds> revSeqnos(@Nullable Node node) throws ScenarioFileException {
    Map<String, Bounds> revSeqnos = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple entry : OperationReader.entries(node)) {
        revSeqnos.put(operations.key(entry.getKeyNode()), bounds(entry.getValueNode()));
      }
    }
    return revSeqnos;
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

  private Map<String, Bounds> passed(@Nullable Node node) throws ScenarioFileException {
    Map<String, Bounds> passed = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple entry : OperationReader.entries(node)) {
        passed.put(OperationReader.text(entry.getKeyNode()), bounds(entry.getValueNode()));
      }
    }
    return passed;
  }

  private Bounds bounds(Node node) throws ScenarioFileException {
    if (node instanceof ScalarNode) {
      return Bounds.exactly(OperationReader.number(node));
    }
    Map<String, Node> keys = keys(node);
    Node least = keys.get("at-least");
    Node most = keys.get("at-most");
    Bounds bounds = new Bounds(
        least == null ? 0 : OperationReader.number(least),
        most == null ? Bounds.UNBOUNDED : OperationReader.number(most));
    if (bounds.least() > bounds.most()) {
      throw source.error(
          node,
          "at least " + bounds.least() + " and at most " + bounds.most(),
          "expected 'at-least' to be no more than 'at-most'");
    }
    return bounds;
  }

  /** The name of a task that there is. */
  String task(Node node) throws ScenarioFileException {
    return oneOf(tasks, node);
  }

  /** The name of one of these tasks. */
  String oneOf(Collection<String> names, Node node) throws ScenarioFileException {
    String name = OperationReader.text(node);
    if (!names.contains(name)) {
      throw source.error(
          node,
          "no task is called " + OneLine.quote(name),
          "expected one of " + String.join(", ", names));
    }
    return name;
  }

  /** A list of words. */
  static List<String> words(Node list) {
    return OperationReader.items(list).stream().map(OperationReader::text).toList();
  }

  private static List<Long> numbers(Node list) {
    return OperationReader.items(list).stream().map(OperationReader::number).toList();
  }

  /** The values of a mapping by key. */
  static Map<String, Node> keys(Node node) {
    Map<String, Node> keys = new LinkedHashMap<>();
    OperationReader.entries(node)
        .forEach(entry -> keys.put(OperationReader.text(entry.getKeyNode()), entry.getValueNode()));
    return keys;
  }
}
