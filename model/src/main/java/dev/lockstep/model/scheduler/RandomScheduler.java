package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;

/**
 * Takes every step from a random enabled task, each as likely as the others. An execution is
 * determined by its seed: the first one's is the scheduler's own, each later one's follows from the
 * one before.
 */
public final class RandomScheduler implements Scheduler {
  private final long seed;
  private final long executionsMax;
  private long executions;
  private long executionSeed;
  private SplitMix64 random;

  /** Runs {@code executionsMax} executions. */
  public RandomScheduler(long seed, long executionsMax) {
    this.seed = seed;
    this.executionsMax = executionsMax;
    this.random = new SplitMix64(seed);
  }

  @Override
  public boolean beginExecution() {
    if (executions == executionsMax) {
      return false;
    }
    executionSeed = executions == 0 ? seed : new SplitMix64(executionSeed).next();
    random = new SplitMix64(executionSeed);
    executions++;
    return true;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int count = point.enabledCount();
    return point.enabled(count == 1 ? 0 : random.next(count));
  }

  @Override
  public void endExecution(SimulationResult result) {}

  /** The seed that gives the current execution again, as the seed of a scheduler of one execution. */
  public long executionSeed() {
    return executionSeed;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        executions,
        executions == executionsMax,
        Counted.of(executions, "random schedule") + ", seed " + seed);
  }
}
