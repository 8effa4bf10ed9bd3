package dev.lockstep.scenarios.language;

import dev.lockstep.model.check.Script;
import dev.lockstep.model.check.Script.Until;
import dev.lockstep.model.check.ScriptOutcome;
import dev.lockstep.model.check.ScriptOutcome.Times;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** A script and its outcome as the YAML that {@link ScriptReader} reads. */
final class ScriptNodes {
  private ScriptNodes() {}

  static Node step(Script.Step step) {
    if (step instanceof Script.Crash) {
      return YamlNodes.text("crash");
    }
    List<NodeTuple> entries = new ArrayList<>();
    if (step instanceof Script.Files files) {
      entries.add(YamlNodes.entry("files", words(files.names())));
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

  static Node outcome(ScriptOutcome outcome) {
    List<NodeTuple> entries = new ArrayList<>();
    outcome
        .counters()
        .forEach((counter, value) ->
            entries.add(YamlNodes.entry(counter.key(), YamlNodes.number(value))));
    addCollections(entries, outcome);
    outcome
        .dropped()
        .ifPresent(ids -> entries.add(YamlNodes.entry(
            "dropped",
            YamlNodes.sequence(
                FlowStyle.FLOW, ids.stream().<Node>map(YamlNodes::number).toList()))));
    outcome.files().ifPresent(files -> entries.add(YamlNodes.entry("files", words(files))));
    addDocuments(entries, outcome);
    List<NodeTuple> answers = new ArrayList<>();
    outcome.answers().forEach((task, words) -> answers.add(YamlNodes.entry(task, words(words))));
    addMapping(entries, "answers", answers);
    List<NodeTuple> passed = new ArrayList<>();
    outcome
        .passed()
        .forEach((milestone, times) -> passed.add(YamlNodes.entry(milestone, times(times))));
    addMapping(entries, "passed", passed);
    return YamlNodes.mapping(FlowStyle.BLOCK, entries);
  }

  private static void addCollections(List<NodeTuple> entries, ScriptOutcome outcome) {
    List<NodeTuple> collections = new ArrayList<>();
    outcome.collections().forEach((id, counters) -> {
      List<NodeTuple> numbers = new ArrayList<>();
      counters.forEach(
          (counter, value) -> numbers.add(YamlNodes.entry(counter.key(), YamlNodes.number(value))));
      collections.add(
          new NodeTuple(YamlNodes.number(id), YamlNodes.mapping(FlowStyle.FLOW, numbers)));
    });
    addMapping(entries, "collections", collections);
  }

  private static void addDocuments(List<NodeTuple> entries, ScriptOutcome outcome) {
    List<NodeTuple> held = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    outcome.documents().forEach((key, value) -> {
      if (value.isPresent()) {
        held.add(YamlNodes.entry(key, OperationNodes.value(value.get())));
      } else {
        absent.add(key);
      }
    });
    addMapping(entries, "documents", held);
    if (!absent.isEmpty()) {
      entries.add(YamlNodes.entry("absent", words(absent)));
    }
  }

  private static void addMapping(List<NodeTuple> entries, String key, List<NodeTuple> mapping) {
    if (!mapping.isEmpty()) {
      entries.add(YamlNodes.entry(key, YamlNodes.mapping(FlowStyle.BLOCK, mapping)));
    }
  }

  private static Node times(Times times) {
    return times.least() == times.most()
        ? YamlNodes.number(times.least())
        : YamlNodes.mapping(
            FlowStyle.FLOW,
            List.of(
                YamlNodes.entry("at-least", YamlNodes.number(times.least())),
                YamlNodes.entry("at-most", YamlNodes.number(times.most()))));
  }

  private static Node words(List<String> words) {
    return YamlNodes.sequence(
        FlowStyle.FLOW, words.stream().<Node>map(YamlNodes::text).toList());
  }
}
