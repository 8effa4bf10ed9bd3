package dev.lockstep.scenarios.language;

import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Claim.Bounds;
import dev.lockstep.model.scenario.CommitClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Claims as the YAML that {@link ClaimReader} reads. */
final class ClaimNodes {
  private ClaimNodes() {}

  /** Claims by name. */
  static Node named(Map<String, Claim> claims) {
    List<NodeTuple> entries = new ArrayList<>();
    claims.forEach((name, claim) -> entries.add(YamlNodes.entry(name, claim(claim))));
    return YamlNodes.mapping(FlowStyle.BLOCK, entries);
  }

  static Node claim(Claim claim) {
    List<NodeTuple> entries = new ArrayList<>();
    addCommit(entries, claim.commit());
    claim.files().ifPresent(files -> entries.add(YamlNodes.entry("files", words(files))));
    List<NodeTuple> answers = new ArrayList<>();
    claim.answers().forEach((task, words) -> answers.add(YamlNodes.entry(task, words(words))));
    addMapping(entries, "answers", answers);
    addMapping(entries, "passed", numbers(claim.passed()));
    return YamlNodes.mapping(FlowStyle.BLOCK, entries);
  }

  private static void addCommit(List<NodeTuple> entries, CommitClaim claim) {
    claim
        .counters()
        .forEach((counter, value) -> entries.add(YamlNodes.entry(counter.key(), bounds(value))));
    addCollections(entries, claim);
    claim
        .dropped()
        .ifPresent(ids -> entries.add(YamlNodes.entry(
            "dropped",
            YamlNodes.sequence(
                FlowStyle.FLOW, ids.stream().<Node>map(YamlNodes::number).toList()))));
    claim.state().ifPresent(state -> entries.add(YamlNodes.entry("state", YamlNodes.text(state))));
    claim.locals().ifPresent(locals -> {
      List<NodeTuple> values = new ArrayList<>();
      locals.forEach(
          (name, value) -> values.add(YamlNodes.entry(name, OperationNodes.value(value))));
      entries.add(YamlNodes.entry("locals", YamlNodes.mapping(FlowStyle.FLOW, values)));
    });
    addDocuments(entries, claim);
  }

  private static void addCollections(List<NodeTuple> entries, CommitClaim claim) {
    List<NodeTuple> collections = new ArrayList<>();
    claim.collections().forEach((id, counters) -> {
      List<NodeTuple> numbers = new ArrayList<>();
      counters.forEach(
          (counter, value) -> numbers.add(YamlNodes.entry(counter.key(), bounds(value))));
      collections.add(
          new NodeTuple(YamlNodes.number(id), YamlNodes.mapping(FlowStyle.FLOW, numbers)));
    });
    addMapping(entries, "collections", collections);
  }

  private static void addDocuments(List<NodeTuple> entries, CommitClaim claim) {
    List<NodeTuple> held = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    claim.documents().forEach((key, value) -> {
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
    addMapping(entries, "rev-seqnos", numbers(claim.revSeqnos()));
  }

  private static List<NodeTuple> numbers(Map<String, Bounds> numbers) {
    List<NodeTuple> entries = new ArrayList<>();
    numbers.forEach((name, number) -> entries.add(YamlNodes.entry(name, bounds(number))));
    return entries;
  }

  private static void addMapping(List<NodeTuple> entries, String key, List<NodeTuple> mapping) {
    if (!mapping.isEmpty()) {
      entries.add(YamlNodes.entry(key, YamlNodes.mapping(FlowStyle.BLOCK, mapping)));
    }
  }

  private static Node bounds(Bounds bounds) {
    if (bounds.least() == bounds.most()) {
      return YamlNodes.number(bounds.least());
    }
    List<NodeTuple> entries = new ArrayList<>();
    if (bounds.least() > 0 || bounds.most() == Bounds.UNBOUNDED) {
      entries.add(YamlNodes.entry("at-least", YamlNodes.number(bounds.least())));
    }
    if (bounds.most() < Bounds.UNBOUNDED) {
      entries.add(YamlNodes.entry("at-most", YamlNodes.number(bounds.most())));
    }
    return YamlNodes.mapping(FlowStyle.FLOW, entries);
  }

  /** A list of words. */
  static Node words(List<String> words) {
    return YamlNodes.sequence(
        FlowStyle.FLOW, words.stream().<Node>map(YamlNodes::text).toList());
  }
}
