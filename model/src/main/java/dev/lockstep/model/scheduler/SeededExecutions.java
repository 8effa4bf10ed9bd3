package dev.lockstep.model.scheduler;

/**
 * The executions of a scheduler that draws: each has a seed of its own and a generator that begins
 * with it. The first one's seed is the scheduler's, each later one's follows from the one before.
 */
final class SeededExecutions {
  private final long seed;
  private final long executionsMax;
  private long executions;
  private long executionSeed;
  private SplitMix64 random;

  SeededExecutions(long seed, long executionsMax) {
    this.seed = seed;
    this.executionsMax = executionsMax;
    this.random = new SplitMix64(seed);
  }

  /** The seed of the execution that comes {@code count} after the one with {@code seed}. */
  static long after(long seed, long count) {
    long last = seed;
    for (long i = 0; i < count; i++) {
      last = new SplitMix64(last).next();
    }
    return last;
  }

  /** Goes on to the next execution; false after the last. */
  boolean begin() {
    if (executions == executionsMax) {
      return false;
    }
    executionSeed = executions == 0 ? seed : after(executionSeed, 1);
    random = new SplitMix64(executionSeed);
    executions++;
    return true;
  }

  /** What the current execution draws from. */
  SplitMix64 random() {
    return random;
  }

  /** The current execution's seed. */
  long seed() {
    return executionSeed;
  }

  /** What was covered, for example {@code 12 random schedules, seed 7}. */
  Coverage coverage(String schedule) {
    return covered(Counted.of(executions, schedule));
  }

  /** The same with how they were drawn, for example {@code 12 PCT schedules, depth 3, seed 7}. */
  Coverage coverage(String schedule, String how) {
    return covered(Counted.of(executions, schedule) + ", " + how);
  }

  private Coverage covered(String schedules) {
    return new Coverage(executions, executions == executionsMax, schedules + ", seed " + seed);
  }
}
