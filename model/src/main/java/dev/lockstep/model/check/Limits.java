package dev.lockstep.model.check;

import dev.lockstep.model.result.ScenarioResult.Verdict;
import java.util.Optional;

/** The limits of one exploration, from the moment this is made. */
final class Limits {
  private final ExplorationOptions options;
  private final long executionsMax;
  private final boolean cutsRounds;
  private final long begun = System.nanoTime();

  /**
   * These limits.
   *
   * @param executionsMax how many executions there may be, those before this exploration included
   * @param cutsRounds whether it is held to exactly; else it is looked at as time is
   */
  Limits(ExplorationOptions options, long executionsMax, boolean cutsRounds) {
    this.options = options;
    this.executionsMax = executionsMax;
    this.cutsRounds = cutsRounds;
  }

  long nanos() {
    return System.nanoTime() - begun;
  }

  /** How many executions may follow so many before the limits are looked at again. */
  long left(long executions) {
    return cutsRounds ? executionsMax - executions : Long.MAX_VALUE;
  }

  /** The limit that was reached, where something is left to explore. */
  Optional<Verdict> reached(long executions) {
    if (executions >= executionsMax) {
      return Optional.of(Verdict.INCOMPLETE);
    }
    if (nanos() >= options.nanosMax()) {
      return Optional.of(Verdict.TIME_LIMIT);
    }
    return used() > options.memoryMax() && usedAfterCollection() > options.memoryMax()
        ? Optional.of(Verdict.MEMORY_LIMIT)
        : Optional.empty();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Garbage does not count. */
  private static long usedAfterCollection() {
    System.gc();
    return used();
  }
}
