package dev.lockstep.scenarios.language;

import dev.lockstep.model.spec.DiskChange;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what happens to a directory while its store is closed, out of a tree that the schema has passed. */
final class DiskReader {
  private DiskReader() {}

  static Operation.ChangeDisk change(Node node) {
    List<DiskChange> changes = new ArrayList<>();
    Opening opening = new Opening.Whole();
    for (NodeTuple entry : OperationReader.entries(node)) {
      Node value = entry.getValueNode();
      if (OperationReader.text(entry.getKeyNode()).equals("opens")) {
        opening = opening(value);
      } else {
        OperationReader.items(value).forEach(item -> addChanges(changes, item));
      }
    }
    return new Operation.ChangeDisk(changes, opening);
  }

  private static Opening opening(Node node) {
    if (node instanceof ScalarNode word) {
      return word.getValue().equals("damaged") ? new Opening.Damaged() : new Opening.Whole();
    }
    Node seqno = OperationReader.entries(node).get(0).getValueNode();
    return new Opening.RecoveredAt(OperationReader.number(seqno));
  }

  private static void addChanges(List<DiskChange> changes, Node node) {
    NodeTuple entry = OperationReader.entries(node).get(0);
    Node value = entry.getValueNode();
    switch (OperationReader.text(entry.getKeyNode())) {
      case "copy" ->
        OperationReader.entries(value)
            .forEach(copy -> changes.add(new DiskChange.Copy(
                OperationReader.text(copy.getKeyNode()),
                OperationReader.text(copy.getValueNode()))));
      case "remove" -> changes.add(new DiskChange.Remove(OperationReader.text(value)));
      case "cut" -> addBytes(changes, value, DiskChange.Cut::new);
      case "spoil" -> addBytes(changes, value, DiskChange.Spoil::new);
      case "append" -> addBytes(changes, value, DiskChange.Append::new);
      case "leave" -> addBytes(changes, value, DiskChange.Leave::new);
      default ->
        throw new AssertionError(
            "the schema passed the change " + OperationReader.text(entry.getKeyNode()));
    }
  }

  private static void addBytes(
      List<DiskChange> changes, Node node, BiFunction<String, Integer, DiskChange> change) {
    for (NodeTuple file : OperationReader.entries(node)) {
      int bytes = Math.toIntExact(OperationReader.number(file.getValueNode()));
      changes.add(change.apply(OperationReader.text(file.getKeyNode()), bytes));
    }
  }
}
