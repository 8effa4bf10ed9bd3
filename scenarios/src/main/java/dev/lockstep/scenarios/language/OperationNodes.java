package dev.lockstep.scenarios.language;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Operations as the YAML that {@link OperationReader} reads. */
final class OperationNodes {
  /** A longer value, in bytes, is written as a repeated text where it is one. */
  private static final int PLAIN_SIZE_MAX = 64;

  /** Batches of more changes have a line for each. */
  private static final int CHANGES_A_LINE_MAX = 3;

  private OperationNodes() {}

  static Node operation(Operation operation) {
    if (operation instanceof Operation.Flush flush) {
      List<Mutation> mutations = flush.mutations();
      FlowStyle style = mutations.size() <= CHANGES_A_LINE_MAX ? FlowStyle.FLOW : FlowStyle.BLOCK;
      List<Node> changes = mutations.stream().map(OperationNodes::change).toList();
      return YamlNodes.mapping(
          FlowStyle.BLOCK, List.of(YamlNodes.entry("flush", YamlNodes.sequence(style, changes))));
    }
    if (operation instanceof Operation.Write write) {
      return line("write", change(write.mutation()));
    }
    if (operation instanceof Operation.Persist) {
      return YamlNodes.text("persist");
    }
    if (operation instanceof Operation.Get get) {
      return line("get", YamlNodes.text(get.key()));
    }
    if (operation instanceof Operation.Scan) {
      return YamlNodes.text("scan");
    }
    if (operation instanceof Operation.ScanById scan) {
      return scanById(scan);
    }
    if (operation instanceof Operation.Reopen) {
      return YamlNodes.text("reopen");
    }
    if (operation instanceof Operation.ChangeDisk change) {
      return line("disk", DiskNodes.change(change));
    }
    if (operation instanceof Operation.Remount) {
      return YamlNodes.text("remount");
    }
    if (operation instanceof Operation.AbortCompaction) {
      return YamlNodes.text("abort-compaction");
    }
    if (operation instanceof Operation.Compact compact) {
      return compact(compact);
    }
    if (operation instanceof Operation.Rollback rollback) {
      return line("rollback", YamlNodes.number(rollback.seqno()));
    }
    if (operation instanceof Operation.Delete) {
      return YamlNodes.text("delete");
    }
    if (operation instanceof Operation.Create create) {
      return create.state().equals(OperationReader.STATE_DEFAULT)
          ? YamlNodes.text("create")
          : line("create", YamlNodes.text(create.state()));
    }
    throw new AssertionError("an operation without words: " + operation);
  }

  private static Node scanById(Operation.ScanById scan) {
    List<NodeTuple> range = new ArrayList<>();
    scan.from().ifPresent(key -> range.add(YamlNodes.entry("from", YamlNodes.text(key))));
    scan.to().ifPresent(key -> range.add(YamlNodes.entry("to", YamlNodes.text(key))));
    return range.isEmpty()
        ? YamlNodes.text("scan-by-id")
        : line("scan-by-id", YamlNodes.mapping(FlowStyle.FLOW, range));
  }

  private static Node compact(Operation.Compact compact) {
    List<NodeTuple> how = new ArrayList<>();
    if (compact.purgeUpTo() > 0) {
      how.add(YamlNodes.entry("purge-up-to", YamlNodes.number(compact.purgeUpTo())));
    }
    if (compact.deletedBefore() != Operation.Compact.ANY_AGE) {
      how.add(YamlNodes.entry("deleted-before", YamlNodes.number(compact.deletedBefore())));
    }
    if (compact.heldBack() > 0) {
      how.add(YamlNodes.entry("hold-back", YamlNodes.number(compact.heldBack())));
    }
    if (compact.sortInMemory() > 0) {
      how.add(YamlNodes.entry("sort-in-memory", YamlNodes.number(compact.sortInMemory())));
    }
    if (compact.bytesPerSecond() > 0) {
      how.add(YamlNodes.entry("bytes-per-second", YamlNodes.number(compact.bytesPerSecond())));
    }
    if (compact.roomFor() > 0) {
      how.add(YamlNodes.entry("room-for", YamlNodes.number(compact.roomFor())));
    }
    return how.isEmpty()
        ? YamlNodes.text("compact")
        : line("compact", YamlNodes.mapping(FlowStyle.FLOW, how));
  }

  private static Node change(Mutation mutation) {
    if (mutation instanceof Mutation.Set set) {
      return only("set", only(set.key(), value(set.value())));
    }
    if (mutation instanceof Mutation.SetExpired set) {
      return only("expired", only(set.key(), value(set.value())));
    }
    if (mutation instanceof Mutation.Delete delete) {
      return only("delete", YamlNodes.text(delete.key()));
    }
    if (mutation instanceof Mutation.Prepare prepare) {
      return only("prepare", only(prepare.key(), value(prepare.value())));
    }
    if (mutation instanceof Mutation.PrepareExpired prepare) {
      return only("prepare-expired", only(prepare.key(), value(prepare.value())));
    }
    if (mutation instanceof Mutation.Commit commit) {
      return only("commit", YamlNodes.text(commit.key()));
    }
    if (mutation instanceof Mutation.Abort abort) {
      return only("abort", YamlNodes.text(abort.key()));
    }
    if (mutation instanceof Mutation.CreateCollection create) {
      return only("create", YamlNodes.number(create.collection()));
    }
    if (mutation instanceof Mutation.DropCollection drop) {
      return only("drop", YamlNodes.number(drop.collection()));
    }
    if (mutation instanceof Mutation.SetLocal local) {
      return only("local", only(local.name(), value(local.value())));
    }
    if (mutation instanceof Mutation.RemoveLocal local) {
      return only("remove-local", YamlNodes.text(local.name()));
    }
    if (mutation instanceof Mutation.SetState state) {
      return only("state", YamlNodes.text(state.state()));
    }
    throw new AssertionError("a change without words: " + mutation);
  }

  static Node value(Bytes value) {
    byte[] bytes = value.toArray();
    int period = isShortText(bytes) ? bytes.length : period(bytes);
    Node text = YamlNodes.text(new String(bytes, 0, period, StandardCharsets.UTF_8));
    return period == bytes.length
        ? text
        : YamlNodes.mapping(
            FlowStyle.FLOW,
            List.of(
                YamlNodes.entry("text", text),
                YamlNodes.entry("size", YamlNodes.number(bytes.length))));
  }

  /** Whether it is short, and text: repeating may have cut its last character. */
  private static boolean isShortText(byte[] bytes) {
    byte[] decoded = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    return bytes.length <= PLAIN_SIZE_MAX && Arrays.equals(bytes, decoded);
  }

  /** The length of the shortest text that makes these bytes when it is repeated. */
  private static int period(byte[] bytes) {
    for (int period = 1; period < bytes.length; period++) {
      if (Arrays.equals(bytes, period, bytes.length, bytes, 0, bytes.length - period)) {
        return period;
      }
    }
    return bytes.length;
  }

  private static Node line(String key, Node value) {
    return YamlNodes.mapping(FlowStyle.BLOCK, List.of(YamlNodes.entry(key, value)));
  }

  private static Node only(String key, Node value) {
    return YamlNodes.mapping(FlowStyle.FLOW, List.of(YamlNodes.entry(key, value)));
  }
}
