package dev.lockstep.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.spec.DiskChange;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Opening;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangedDiskTest {
  private static final SimulatedDisk LEFT =
      SimulatedDisk.holding(Map.of("a", new byte[] {1, 2, 3}, "b", new byte[] {4}));

  private static SimulatedDisk after(DiskChange... changes) throws IOException {
    return ChangedDisk.of(List.of(changes), LEFT);
  }

  @Test
  void makesOneChangeAfterTheOtherAndLeavesTheDiskItself() throws IOException {
    SimulatedDisk disk = after(
        new DiskChange.Copy("a", "c"),
        new DiskChange.Cut("a", 1),
        new DiskChange.Append("a", 2),
        new DiskChange.Spoil("c", 2),
        new DiskChange.Leave("b", 2));

    assertThat(disk.names()).containsExactly("a", "b", "c");
    assertThat(disk.bytes("a")).containsExactly(1, 2, 0, 0);
    assertThat(disk.bytes("b")).containsExactly(0, 0);
    assertThat(disk.bytes("c")).containsExactly(1, ~2, ~3);
    assertThat(disk.isCertain()).isTrue();
    assertThat(LEFT.bytes("a")).containsExactly(1, 2, 3);
  }

  @Test
  void takesNoMoreOfAFileThanItHas() throws IOException {
    SimulatedDisk disk =
        after(new DiskChange.Cut("a", 9), new DiskChange.Spoil("b", 9), new DiskChange.Remove("a"));

    assertThat(disk.names()).containsExactly("b");
    assertThat(disk.bytes("b")).containsExactly(~4);
  }

  @Test
  void anOpeningThatComesToSomethingElseThanTheScenarioSaysBreaksRecovers()
      throws ScenarioException {
    List<DiskChange> cut = List.of(new DiskChange.Cut("0.couch.1", 1));
    assertThat(broken(cut, new Opening.Whole())).isEqualTo(Property.RECOVERS);
    assertThat(broken(List.of(new DiskChange.Append("0.couch.1", 1)), new Opening.Damaged()))
        .isEqualTo(Property.RECOVERS);
    assertThat(broken(List.of(new DiskChange.Append("0.couch.1", 1)), new Opening.RecoveredAt(1)))
        .isEqualTo(Property.RECOVERS);
    assertThat(result(cut, new Opening.Damaged()).asExpected()).isTrue();
    assertThat(result(cut, new Opening.RecoveredAt(1)).asExpected()).isTrue();
  }

  @Test
  void anotherProgramMayCommitToAFile() throws ScenarioException {
    DiskChange.Local state = new DiskChange.Local(
        "0.couch.1", "vbstate", Optional.of(Bytes.ofUtf8("{\"state\": \"active\"}")));
    DiskChange.Local none = new DiskChange.Local("0.couch.1", "vbstate", Optional.empty());
    DiskChange.Local other =
        new DiskChange.Local("0.couch.1", "other", Optional.of(Bytes.ofUtf8("x")));
    assertThat(result(List.of(state), new Opening.Whole()).asExpected()).isTrue();
    assertThat(result(List.of(none), new Opening.Damaged()).asExpected()).isTrue();
    assertThat(broken(List.of(none), new Opening.Whole())).isEqualTo(Property.RECOVERS);
    assertThat(broken(List.of(other), new Opening.Whole())).isEqualTo(Property.RECOVERS);
  }

  private static Property broken(List<DiskChange> changes, Opening opening)
      throws ScenarioException {
    return result(changes, opening).counterexample().orElseThrow().property();
  }

  private static ScenarioResult result(List<DiskChange> changes, Opening opening)
      throws ScenarioException {
    return Scenarios.explore(Scenarios.of(
        Search.bounded(0),
        List.of(
            Scenarios.set("a", "1"),
            Scenarios.set("a", "2"),
            new Operation.ChangeDisk(changes, opening)),
        Scenarios.task("reader", new Operation.Get("a"))));
  }

  @Test
  void aFileThatIsNotThereCannotBeChanged() {
    assertThatThrownBy(() -> after(new DiskChange.Cut("x", 1)))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> result(List.of(new DiskChange.Remove("x")), new Opening.Whole()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("'disk' changes a file that is not there: x; there are [0.couch.1]");
  }
}
