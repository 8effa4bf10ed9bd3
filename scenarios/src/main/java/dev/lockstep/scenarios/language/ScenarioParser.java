package dev.lockstep.scenarios.language;

import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.history.Linearizability;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.Expectation;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Makes a scenario of a file:
 *
 * <ol>
 *   <li>compose the YAML into nodes that know their place ({@link YamlSource});
 *   <li>hold them against the JSON Schema ({@link SchemaCheck});
 *   <li>read the operations ({@link OperationReader}) and the rest.
 * </ol>
 *
 * <p>The first mistake ends it with a {@link ScenarioFileException}.
 */
public final class ScenarioParser {
  /** What a file without {@code search} gets. */
  private static final Search SEARCH_DEFAULT = Search.bounded(2);

  private static final long SEED_DEFAULT = 1;

  /** In all tasks. Two calls more are the last look at the store, and one at the store opened again. */
  private static final int OPERATIONS_MAX = Linearizability.CALLS_MAX - 2;

  private final FaultCatalog faults;

  /** A parser that knows these seeded bugs. */
  public ScenarioParser(FaultCatalog faults) {
    this.faults = faults;
  }

  /**
   * Parses a file.
   *
   * @param name the scenario's name
   * @throws ScenarioFileException if it is not a scenario
   * @throws IOException if it cannot be read
   */
  public Scenario parse(Path file, String name) throws IOException {
    return parse(file.toString(), ScenarioText.read(file), name);
  }

  /**
   * Parses a text.
   *
   * @param file what messages call it
   * @param name the scenario's name
   * @throws ScenarioFileException if it is not a scenario
   */
  public Scenario parse(String file, String text, String name) throws ScenarioFileException {
    YamlSource source = new YamlSource(file, text);
    Node root = source.compose();
    SchemaCheck.check(source, root);
    return scenario(source, OperationReader.entries(root), name);
  }

  private Scenario scenario(YamlSource source, List<NodeTuple> entries, String name)
      throws ScenarioFileException {
    Map<String, Node> values = new LinkedHashMap<>();
    entries.forEach(
        entry -> values.put(OperationReader.text(entry.getKeyNode()), entry.getValueNode()));
    OperationReader reader = new OperationReader(source);
    Node afterCrashNode = values.get("after-crash");
    boolean crash = word(values, "crash", "never").equals("everywhere");
    if (afterCrashNode != null && !crash) {
      throw source.error(
          afterCrashNode,
          "'after-crash' in a scenario without crashes",
          "expected 'crash: everywhere' too");
    }
    List<Operation> given = operations(reader, values.get("given"));
    List<Operation> afterCrash = operations(reader, afterCrashNode);
    List<TaskScript> tasks = new ArrayList<>();
    for (NodeTuple task : OperationReader.entries(required(values, "tasks"))) {
      tasks.add(new TaskScript(
          OperationReader.text(task.getKeyNode()), reader.operations(task.getValueNode())));
    }
    checkNumber(source, values, tasks);
    Set<String> names = new LinkedHashSet<>(tasks.stream().map(TaskScript::name).toList());
    ClaimReader claims = new ClaimReader(source, reader, names);
    Optional<Script> script = new ScriptReader(source, claims, Scenario.running(tasks))
        .script(values.get("script"), values.get("outcome"));
    OwnProperties own =
        claims.own(values.get("always"), values.get("sometimes"), values.get("eventually"));
    FaultBudget budget = budget(values.get("faults"));
    BucketRules.check(source, values, given, tasks, afterCrash);
    DiskRules.check(source, values, given, tasks, afterCrash);
    reader.checkCollections();
    Optional<String> fault = Optional.ofNullable(values.get("fault")).map(OperationReader::text);
    Scenario scenario = new Scenario(
        name,
        word(values, "title", ""),
        word(values, "about", "").strip(),
        given,
        tasks,
        script,
        own,
        crash,
        budget,
        afterCrash,
        fault,
        parts(source, values.get("fault")),
        search(values.get("search")),
        expectation(values.get("expect")),
        ContentHash.of(given, tasks, script, own, crash, budget, afterCrash, fault));
    Node always = values.get("always");
    if (always != null && scenario.remounts()) {
      throw source.error(
          always,
          "'always' beside 'remount', where nobody watches the commits",
          "expected 'eventually'");
    }
    return scenario;
  }

  /** Of more calls nobody would find out whether some order explains their answers. */
  private static void checkNumber(
      YamlSource source, Map<String, Node> values, List<TaskScript> tasks)
      throws ScenarioFileException {
    int operations = tasks.stream().mapToInt(task -> task.operations().size()).sum();
    if (operations > OPERATIONS_MAX) {
      throw source.error(
          values,
          "tasks",
          operations + " operations in 'tasks'",
          "expected at most " + OPERATIONS_MAX + " of all tasks together");
    }
  }

  private VBucketParts parts(YamlSource source, @Nullable Node fault) throws ScenarioFileException {
    if (fault == null) {
      return VBucketParts.standard();
    }
    String name = OperationReader.text(fault);
    Optional<VBucketParts> parts = faults.find(name);
    if (parts.isEmpty()) {
      List<String> known = faults.names();
      String expected = known.isEmpty()
          ? "there are no seeded bugs here"
          : "expected one of " + String.join(", ", known);
      throw source.error(fault, "no seeded bug is called " + OneLine.quote(name), expected);
    }
    return parts.get();
  }

  private static Search search(@Nullable Node node) {
    if (node == null) {
      return SEARCH_DEFAULT;
    }
    if (node instanceof ScalarNode) {
      return Search.exhaustive();
    }
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (NodeTuple entry : OperationReader.entries(node)) {
      numbers.put(
          OperationReader.text(entry.getKeyNode()), OperationReader.number(entry.getValueNode()));
    }
    for (Search.Kind kind : Search.Kind.values()) {
      Long count = kind.samples() ? numbers.get(kind.word()) : null;
      if (count != null) {
        Search drawn = Search.sampling(kind, count, numbers.getOrDefault("seed", SEED_DEFAULT));
        Long depth = numbers.get("depth");
        return depth == null ? drawn : drawn.withDepth(depth.intValue());
      }
    }
    Long exhaustive = numbers.get(Search.Kind.EXHAUSTIVE.word());
    if (exhaustive != null) {
      return Search.exhaustive().withExecutions(exhaustive);
    }
    Search bounded = Search.bounded(numbers.getOrDefault("preemptions", 0L).intValue());
    Long executions = numbers.get("executions");
    return executions == null ? bounded : bounded.withExecutions(executions);
  }

  private static FaultBudget budget(@Nullable Node node) {
    if (node == null) {
      return FaultBudget.NONE;
    }
    List<Fault> kinds = new ArrayList<>();
    int atMost = 1;
    for (NodeTuple entry : OperationReader.entries(node)) {
      if (OperationReader.text(entry.getKeyNode()).equals("at-most")) {
        atMost = (int) OperationReader.number(entry.getValueNode());
      } else {
        for (Node kind : OperationReader.items(entry.getValueNode())) {
          String key = OperationReader.text(kind);
          kinds.add(Fault.of(key)
              .orElseThrow(() -> new AssertionError("the schema passed the kind " + key)));
        }
      }
    }
    return new FaultBudget(kinds, atMost);
  }

  private static Expectation expectation(@Nullable Node node) {
    if (node == null || node instanceof ScalarNode) {
      return Expectation.HOLDS;
    }
    String key = OperationReader.text(OperationReader.entries(node).get(0).getValueNode());
    return Property.of(key)
        .map(Expectation::violates)
        .orElseThrow(() -> new AssertionError("the schema passed the property " + key));
  }

  private static List<Operation> operations(OperationReader reader, @Nullable Node node)
      throws ScenarioFileException {
    return node == null ? List.of() : reader.operations(node);
  }

  private static String word(Map<String, Node> values, String key, String absent) {
    Node node = values.get(key);
    return node == null ? absent : OperationReader.text(node);
  }

  private static Node required(Map<String, Node> values, String key) {
    Node node = values.get(key);
    if (node == null) {
      throw new AssertionError("the schema passed a file without " + key);
    }
    return node;
  }
}
