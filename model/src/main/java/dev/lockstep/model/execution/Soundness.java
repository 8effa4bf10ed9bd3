package dev.lockstep.model.execution;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.DiskChange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the newest commit's file is sound and its counters are right.
 *
 * @param isOfOthers whether another program may have written the commit, in its own words
 */
public record Soundness(boolean isOfOthers) {

  /** What the commits of a scenario are held to. */
  static Soundness of(Scenario scenario) {
    return new Soundness(scenario.diskChange().isPresent()
        && scenario.diskChange().get().changes().stream()
            .anyMatch(DiskChange.Local.class::isInstance));
  }

  /** What is wrong with a vbucket's newest commit. */
  public @Nullable Violation violation(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return violation(snapshot);
    }
  }

  private @Nullable Violation violation(Snapshot snapshot) throws IOException {
    List<String> damage = VBucketCheck.structure(snapshot, CouchOptions.defaults());
    if (!damage.isEmpty()) {
      return Violation.of(Property.STRUCTURE, "a sound file", String.join("\n", damage));
    }
    List<String> mislisted = VBucketCheck.droppedList(snapshot);
    if (!mislisted.isEmpty()) {
      return Violation.of(
          Property.DROPPED_LIST, Property.DROPPED_LIST.meaning(), String.join("\n", mislisted));
    }
    List<String> miscounted =
        isOfOthers ? VBucketCheck.recounted(snapshot) : VBucketCheck.counters(snapshot);
    if (!miscounted.isEmpty()) {
      return Violation.of(
          Property.COUNTERS, Property.COUNTERS.meaning(), String.join("\n", miscounted));
    }
    List<String> untrue = ChangeMetadata.problems(snapshot);
    return untrue.isEmpty()
        ? null
        : Violation.of(
            Property.STRUCTURE, "changes that say what they are", String.join("\n", untrue));
  }
}
