package dev.lockstep.scenarios.language;

import dev.lockstep.model.spec.DiskChange;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Opening;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** What happens to a directory as the YAML that {@link DiskReader} reads. */
final class DiskNodes {
  private DiskNodes() {}

  static Node change(Operation.ChangeDisk change) {
    List<Node> changes = change.changes().stream().map(DiskNodes::changeOfFile).toList();
    List<NodeTuple> entries = new ArrayList<>();
    entries.add(YamlNodes.entry("changes", YamlNodes.sequence(FlowStyle.BLOCK, changes)));
    entries.add(YamlNodes.entry("opens", opening(change.opening())));
    if (!change.writes().isEmpty()) {
      List<Node> writes = change.writes().stream()
          .<Node>map(each -> YamlNodes.text(each.word()))
          .toList();
      entries.add(YamlNodes.entry("writes", YamlNodes.sequence(FlowStyle.FLOW, writes)));
    }
    return YamlNodes.mapping(FlowStyle.BLOCK, entries);
  }

  private static Node opening(Opening opening) {
    if (opening instanceof Opening.RecoveredAt recovered) {
      return YamlNodes.mapping(
          FlowStyle.FLOW,
          List.of(YamlNodes.entry("recovered-at", YamlNodes.number(recovered.highSeqno()))));
    }
    return YamlNodes.text(opening instanceof Opening.Damaged ? "damaged" : "whole");
  }

  private static Node changeOfFile(DiskChange change) {
    if (change instanceof DiskChange.Copy copy) {
      return only("copy", only(copy.file(), YamlNodes.text(copy.as())));
    }
    if (change instanceof DiskChange.Cut cut) {
      return bytes("cut", cut.file(), cut.bytes());
    }
    if (change instanceof DiskChange.Spoil spoil) {
      return bytes("spoil", spoil.file(), spoil.bytes());
    }
    if (change instanceof DiskChange.Append append) {
      return bytes("append", append.file(), append.bytes());
    }
    if (change instanceof DiskChange.Leave leave) {
      return bytes("leave", leave.file(), leave.bytes());
    }
    if (change instanceof DiskChange.Local local) {
      return local
          .value()
          .map(value ->
              only("local", only(local.file(), only(local.name(), OperationNodes.value(value)))))
          .orElseGet(() -> only("remove-local", only(local.file(), YamlNodes.text(local.name()))));
    }
    return only("remove", YamlNodes.text(change.file()));
  }

  private static Node bytes(String verb, String file, int bytes) {
    return only(verb, only(file, YamlNodes.number(bytes)));
  }

  private static Node only(String key, Node value) {
    return YamlNodes.mapping(FlowStyle.FLOW, List.of(YamlNodes.entry(key, value)));
  }
}
