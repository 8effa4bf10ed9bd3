package dev.lockstep.scenarios.language;

import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.scenario.Script.Until;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** The steps of a script as the YAML that {@link ScriptReader} reads. */
final class ScriptNodes {
  private ScriptNodes() {}

  static Node step(Script.Step step) {
    if (step instanceof Script.Crash) {
      return YamlNodes.text("crash");
    }
    List<NodeTuple> entries = new ArrayList<>();
    if (step instanceof Script.Files files) {
      entries.add(YamlNodes.entry("files", ClaimNodes.words(files.names())));
    } else if (step instanceof Script.EachTime each) {
      entries.add(YamlNodes.entry("run", YamlNodes.text(each.task())));
      entries.add(YamlNodes.entry("each-time", YamlNodes.text(each.milestone())));
      entries.add(YamlNodes.entry("at-most", YamlNodes.number(each.atMost())));
      entries.add(YamlNodes.entry("let", YamlNodes.text(each.other())));
    } else if (step instanceof Script.Run run) {
      entries.add(YamlNodes.entry("run", YamlNodes.text(run.task())));
      addUntil(entries, run.until());
      run.fault().ifPresent(fault -> {
        entries.add(YamlNodes.entry("fault", YamlNodes.text(fault.fault().key())));
        entries.add(YamlNodes.entry("nth", YamlNodes.number(fault.nth())));
      });
    }
    return YamlNodes.mapping(FlowStyle.FLOW, entries);
  }

  private static void addUntil(List<NodeTuple> entries, Until until) {
    if (until instanceof Until.Milestone milestone) {
      entries.add(YamlNodes.entry("until", YamlNodes.text(milestone.name())));
      if (milestone.times() > 1) {
        entries.add(YamlNodes.entry("times", YamlNodes.number(milestone.times())));
      }
    } else if (until instanceof Until.Operations operations) {
      entries.add(YamlNodes.entry("operations", YamlNodes.number(operations.count())));
    } else if (until instanceof Until.Wait) {
      entries.add(YamlNodes.entry("until", YamlNodes.text(ScriptReader.WAITS)));
    }
  }
}
