package dev.lockstep.scenarios.language;

import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Script.FaultOnTheWay;
import dev.lockstep.model.scenario.Script.Until;
import dev.lockstep.model.trace.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a script and its outcome out of a tree that the schema has passed, and checks what a schema
 * cannot say: which tasks there are, and which keys of a step go together.
 */
final class ScriptReader {
  /** The word for the end of a run that is no milestone. */
  static final String WAITS = "waits";

  private final YamlSource source;
  private final ClaimReader claims;
  private final List<String> running;

  /**
   * A reader of scripts.
   *
   * @param claims reads their outcomes
   * @param running the names of all tasks that can be run
   */
  ScriptReader(YamlSource source, ClaimReader claims, List<String> running) {
    this.source = source;
    this.claims = claims;
    this.running = running;
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
    return Optional.of(new Script(read, outcome == null ? Claim.ANY : claims.claim(outcome)));
  }

  private Script.Step step(Node node) throws ScenarioFileException {
    if (node instanceof ScalarNode) {
      return new Script.Crash();
    }
    Map<String, Node> keys = ClaimReader.keys(node);
    Node files = keys.get("files");
    Node run = keys.get("run");
    if (files != null) {
      only(keys, node, "files", Set.of("files"));
      return new Script.Files(ClaimReader.words(files));
    }
    if (run == null) {
      throw source.error(node, "a step that runs no task", "expected 'run: TASK'");
    }
    String task = claims.oneOf(running, run);
    if (keys.containsKey("each-time")) {
      only(keys, node, "each-time", Set.of("run", "each-time", "at-most", "let"));
      return new Script.EachTime(
          task,
          OperationReader.text(required(keys, "each-time")),
          (int) OperationReader.number(required(keys, "at-most")),
          claims.task(required(keys, "let")));
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

  private static Node required(Map<String, Node> keys, String key) {
    Node node = keys.get(key);
    if (node == null) {
      throw new AssertionError("the schema passed a mapping without " + key);
    }
    return node;
  }
}
