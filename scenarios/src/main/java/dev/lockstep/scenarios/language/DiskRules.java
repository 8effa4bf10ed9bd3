package dev.lockstep.scenarios.language;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Where a scenario may say that its directory is changed: once, while the store is closed. */
final class DiskRules {
  private DiskRules() {}

  /**
   * Checks that.
   *
   * @param values the nodes of the file by key
   * @throws ScenarioFileException where the directory is changed at another time, or under a bucket
   */
  static void check(
      YamlSource source,
      Map<String, Node> values,
      List<Operation> given,
      List<TaskScript> tasks,
      List<Operation> afterCrash)
      throws ScenarioFileException {
    for (TaskScript task : tasks) {
      if (task.operations().stream().anyMatch(DiskRules::isOfDisk)) {
        throw misplaced(source, values, "tasks");
      }
    }
    if (afterCrash.stream().anyMatch(DiskRules::isOfDisk)) {
      throw misplaced(source, values, "after-crash");
    }
    if (given.stream().limit(Math.max(0, given.size() - 1)).anyMatch(DiskRules::isOfDisk)) {
      throw source.error(
          values,
          "given",
          "something after 'disk', for which the store is closed",
          "expected it last in 'given'");
    }
    if (Scenario.askTheBucket(tasks) && given.stream().anyMatch(DiskRules::isOfDisk)) {
      throw source.error(
          values,
          "given",
          "'disk' in a scenario that writes by the queue of a bucket",
          "expected 'flush' in its tasks");
    }
  }

  private static ScenarioFileException misplaced(
      YamlSource source, Map<String, Node> values, String key) {
    return source.error(
        values,
        key,
        "'disk' in '" + key + "', where the store is open",
        "expected it last in 'given'");
  }

  private static boolean isOfDisk(Operation operation) {
    return operation instanceof Operation.ChangeDisk;
  }
}
