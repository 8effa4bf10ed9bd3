package dev.lockstep.scenarios.language;

import dev.lockstep.model.spec.DiskChange;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Opening;
import dev.lockstep.model.spec.Operation.Writing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what happens to a directory while its store is closed, out of a tree that the schema has passed. */
final class DiskReader {
  private final OperationReader operations;

  DiskReader(OperationReader operations) {
    this.operations = operations;
  }

  Operation.ChangeDisk change(Node node) throws ScenarioFileException {
    List<DiskChange> changes = new ArrayList<>();
    Opening opening = new Opening.Whole();
    Set<Writing> writes = EnumSet.noneOf(Writing.class);
    for (NodeTuple entry : OperationReader.entries(node)) {
      Node value = entry.getValueNode();
      switch (OperationReader.text(entry.getKeyNode())) {
        case "opens" -> opening = opening(value);
        case "writes" -> OperationReader.items(value).forEach(item -> writes.add(writing(item)));
        default -> {
          for (Node item : OperationReader.items(value)) {
            addChanges(changes, item);
          }
        }
      }
    }
    return new Operation.ChangeDisk(changes, opening, writes);
  }

  private static Writing writing(Node node) {
    String word = OperationReader.text(node);
    return Writing.of(word)
        .orElseThrow(() -> new AssertionError("the schema passed a store that writes " + word));
  }

  private static Opening opening(Node node) {
    if (node instanceof ScalarNode word) {
      return word.getValue().equals("damaged") ? new Opening.Damaged() : new Opening.Whole();
    }
    Node seqno = OperationReader.entries(node).get(0).getValueNode();
    return new Opening.RecoveredAt(OperationReader.number(seqno));
  }

  private void addChanges(List<DiskChange> changes, Node node) throws ScenarioFileException {
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
      case "local" -> addLocals(changes, value);
      case "remove-local" ->
        OperationReader.entries(value)
            .forEach(removed -> changes.add(new DiskChange.Local(
                OperationReader.text(removed.getKeyNode()),
                OperationReader.text(removed.getValueNode()),
                Optional.empty())));
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

  private void addLocals(List<DiskChange> changes, Node node) throws ScenarioFileException {
    for (NodeTuple file : OperationReader.entries(node)) {
      for (NodeTuple local : OperationReader.entries(file.getValueNode())) {
        changes.add(new DiskChange.Local(
            OperationReader.text(file.getKeyNode()),
            operations.name(local.getKeyNode()),
            Optional.of(operations.value(local.getValueNode()))));
      }
    }
  }
}
