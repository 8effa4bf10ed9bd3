package dev.lockstep.scenarios.language;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a scenario may say whose tasks call a bucket, because one of them writes or waits for what was
 * written: what a bucket has no call for, and what nobody promises of one, is refused.
 */
final class BucketRules {
  private BucketRules() {}

  /**
   * Checks that.
   *
   * @param values the nodes of the file by key
   * @throws ScenarioFileException at the first thing that does not go together
   */
  static void check(
      YamlSource source,
      Map<String, Node> values,
      List<Operation> given,
      List<TaskScript> tasks,
      List<Operation> afterCrash)
      throws ScenarioFileException {
    if (given.stream().anyMatch(Scenario::isOfBucket)) {
      throw source.error(
          values,
          "given",
          "'write' or 'persist' before there is a bucket",
          "expected them in 'tasks'; what is given is flushed");
    }
    checkAlone(source, values, "given", given);
    checkAlone(source, values, "after-crash", afterCrash);
    if (afterCrash.stream().anyMatch(Scenario::isOfBucket)) {
      throw source.error(
          values,
          "after-crash",
          "'write' or 'persist' in 'after-crash', where the vbucket is open by itself",
          "expected 'flush'");
    }
    List<Operation> operations =
        tasks.stream().flatMap(task -> task.operations().stream()).toList();
    if (operations.stream().noneMatch(Scenario::isOfBucket)) {
      return;
    }
    if (operations.stream().anyMatch(BucketRules::isOfVBucket)) {
      throw source.error(
          values,
          "tasks",
          "'flush', 'rollback', 'reopen', 'remount' or 'abort-compaction' beside 'write' or 'persist'",
          "expected 'write' alone, which goes by the queue of a bucket");
    }
    if (values.containsKey("faults")
        && operations.stream().anyMatch(Operation.Compact.class::isInstance)) {
      throw source.error(
          values,
          "faults",
          "'faults' in a scenario that asks a bucket for a compaction, whose failure is not its asker's",
          "expected no 'compact' in its tasks, or no 'faults'");
    }
  }

  private static void checkAlone(
      YamlSource source, Map<String, Node> values, String key, List<Operation> operations)
      throws ScenarioFileException {
    if (operations.stream().anyMatch(Operation.Remount.class::isInstance)) {
      throw source.error(
          values,
          key,
          "'remount' in '" + key + "', where nothing runs beside it",
          "expected it in 'tasks'");
    }
  }

  private static boolean isOfVBucket(Operation operation) {
    return operation instanceof Operation.Flush
        || operation instanceof Operation.Rollback
        || operation instanceof Operation.Reopen
        || operation instanceof Operation.Remount
        || operation instanceof Operation.AbortCompaction;
  }
}
