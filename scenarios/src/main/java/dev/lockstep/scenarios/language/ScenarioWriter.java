package dev.lockstep.scenarios.language;

import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Writes a scenario as the file that {@link ScenarioParser} would make it from: blocks for the
 * outline, one line an operation where it fits.
 */
public final class ScenarioWriter {
  private static final DumpSettings SETTINGS = DumpSettings.builder()
      .setWidth(100)
      .setIndent(2)
      .setIndicatorIndent(2)
      .setIndentWithIndicator(true)
      .build();

  private ScenarioWriter() {}

  /** The whole file, with the comment that leads editors to the schema. */
  public static String write(Scenario scenario) {
    long folders = scenario.name().chars().filter(character -> character == '/').count();
    String up = "../".repeat((int) folders);
    Node root = YamlNodes.mapping(FlowStyle.BLOCK, outline(scenario));
    return "# yaml-language-server: $schema=" + up + "scenario.schema.json\n"
        + new Present(SETTINGS)
            .emitToString(new Serialize(SETTINGS).serializeOne(root).iterator());
  }

  private static List<NodeTuple> outline(Scenario scenario) {
    List<NodeTuple> outline = new ArrayList<>();
    outline.add(YamlNodes.entry("title", YamlNodes.text(scenario.title())));
    if (!scenario.about().isEmpty()) {
      outline.add(YamlNodes.entry("about", YamlNodes.text(scenario.about(), ScalarStyle.FOLDED)));
    }
    scenario
        .fault()
        .ifPresent(fault -> outline.add(YamlNodes.entry("fault", YamlNodes.text(fault))));
    addOperations(outline, "given", scenario.given());
    List<NodeTuple> tasks = new ArrayList<>();
    for (TaskScript task : scenario.tasks()) {
      addOperations(tasks, task.name(), task.operations());
    }
    outline.add(YamlNodes.entry("tasks", YamlNodes.mapping(FlowStyle.BLOCK, tasks)));
    scenario.script().ifPresent(script -> addScript(outline, script));
    addClaims(outline, "always", scenario.own().always());
    addClaims(outline, "sometimes", scenario.own().sometimes());
    addClaims(outline, "eventually", scenario.own().eventually());
    if (scenario.crash()) {
      outline.add(YamlNodes.entry("crash", YamlNodes.text("everywhere")));
    }
    if (!scenario.faults().isNone()) {
      outline.add(YamlNodes.entry("faults", faults(scenario.faults())));
    }
    addOperations(outline, "after-crash", scenario.afterCrash());
    outline.add(YamlNodes.entry("search", search(scenario.search())));
    outline.add(YamlNodes.entry("expect", expectation(scenario.expectation().violated())));
    return outline;
  }

  private static void addScript(List<NodeTuple> outline, Script script) {
    List<Node> steps = script.steps().stream().map(ScriptNodes::step).toList();
    outline.add(YamlNodes.entry("script", YamlNodes.sequence(FlowStyle.BLOCK, steps)));
    if (!script.outcome().equals(Claim.ANY)) {
      outline.add(YamlNodes.entry("outcome", ClaimNodes.claim(script.outcome())));
    }
  }

  private static void addClaims(List<NodeTuple> outline, String key, Map<String, Claim> claims) {
    if (!claims.isEmpty()) {
      outline.add(YamlNodes.entry(key, ClaimNodes.named(claims)));
    }
  }

  private static void addOperations(
      List<NodeTuple> entries, String key, List<Operation> operations) {
    if (!operations.isEmpty()) {
      List<Node> items = operations.stream().map(OperationNodes::operation).toList();
      entries.add(YamlNodes.entry(key, YamlNodes.sequence(FlowStyle.BLOCK, items)));
    }
  }

  private static Node faults(FaultBudget faults) {
    List<Node> kinds =
        faults.kinds().stream().<Node>map(kind -> YamlNodes.text(kind.key())).toList();
    return YamlNodes.mapping(
        FlowStyle.FLOW,
        List.of(
            YamlNodes.entry("kinds", YamlNodes.sequence(FlowStyle.FLOW, kinds)),
            YamlNodes.entry("at-most", YamlNodes.number(faults.atMost()))));
  }

  private static Node search(Search search) {
    boolean isLimited = search.executions() < Search.EXECUTIONS_MAX;
    Node executions = YamlNodes.number(search.executions());
    List<NodeTuple> entries = new ArrayList<>();
    if (search.kind().samples()) {
      entries.add(YamlNodes.entry(search.kind().word(), executions));
      if (search.kind() == Search.Kind.PCT) {
        entries.add(YamlNodes.entry("depth", YamlNodes.number(search.depth())));
      }
      entries.add(YamlNodes.entry("seed", YamlNodes.number(search.seed())));
    } else if (search.kind() == Search.Kind.EXHAUSTIVE) {
      if (!isLimited) {
        return YamlNodes.text(search.kind().word());
      }
      entries.add(YamlNodes.entry(search.kind().word(), executions));
    } else {
      entries.add(YamlNodes.entry("preemptions", YamlNodes.number(search.preemptions())));
      if (isLimited) {
        entries.add(YamlNodes.entry("executions", executions));
      }
    }
    return YamlNodes.mapping(FlowStyle.FLOW, entries);
  }

  private static Node expectation(Optional<Property> violated) {
    return violated
        .<Node>map(property -> YamlNodes.mapping(
            FlowStyle.FLOW, List.of(YamlNodes.entry("violates", YamlNodes.text(property.key())))))
        .orElseGet(() -> YamlNodes.text("holds"));
  }
}
