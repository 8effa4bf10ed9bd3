package dev.lockstep.scenarios.bench;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What it took one scheduler, or another checker, to find one seeded bug.
 *
 * @param bug the scenario's name without its folder
 * @param scheduler its word
 * @param searches how many searches were made, each with a seed of its own
 * @param found how many of them found it
 * @param executionsMedian executions to the first violation; empty if most searches found nothing
 * @param nanosMedian the same in nanoseconds
 * @param steps the length of the shrunk schedule; empty if no search found anything
 */
public record BugMeasurement(
    String bug,
    String scheduler,
    int searches,
    int found,
    Optional<Long> executionsMedian,
    Optional<Long> nanosMedian,
    OptionalInt steps) {

  /** Of a bug that another checker does not take. */
  public static BugMeasurement notTaken(String bug, String checker) {
    return new BugMeasurement(
        bug, checker, 0, 0, Optional.empty(), Optional.empty(), OptionalInt.empty());
  }

  /** Half of the searches, or more, found it, so that there are medians. */
  public boolean isFound() {
    return executionsMedian.isPresent();
  }

  /** The median time in seconds. */
  Optional<Double> secondsMedian() {
    return nanosMedian.map(nanos -> nanos / 1e9);
  }
}
