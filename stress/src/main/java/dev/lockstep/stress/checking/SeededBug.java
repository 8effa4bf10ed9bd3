package dev.lockstep.stress.checking;

import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.spec.Operation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which bug {@link SeededBugOperations} has, for Lincheck makes those without a parameter. It must not
 * look at this class: what a scenario says is no step.
 */
final class SeededBug {
  private static volatile @Nullable Scenario seeded;

  private SeededBug() {}

  /** The stores that are made from now on have the bug of this scenario. */
  static void seed(Scenario scenario) {
    seeded = scenario;
  }

  static Scenario scenario() {
    return Objects.requireNonNull(seeded, "no bug is seeded");
  }

  static List<TaskScript> tasks() {
    return scenario().tasks();
  }

  static Operation operation(int task, int index) {
    return tasks().get(task).operations().get(index);
  }

  static VBucketOptions options() {
    return VBucketOptions.defaults()
        .withKeys(
            scenario().hasCollections()
                ? VBucketOptions.Keys.COLLECTIONS
                : VBucketOptions.Keys.PLAIN);
  }
}
