package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;

/**
 * A random walk: takes every step from a random enabled task, each as likely as the others. An
 * execution is determined by its seed: the first one's is the scheduler's own, each later one's
 * follows from the one before.
 *
 * <p>Guarantee: where no step has more than n enabled tasks, a schedule of k steps is taken with
 * probability n^-k or more. That is little where one task must do much while another waits.
 */
public final class RandomScheduler implements Scheduler {
  private final SeededExecutions executions;

  /** Runs {@code executionsMax} executions. */
  public RandomScheduler(long seed, long executionsMax) {
    this.executions = new SeededExecutions(seed, executionsMax);
  }

  @Override
  public boolean beginExecution() {
    return executions.begin();
  }

  @Override
  public int choose(SchedulingPoint point) {
    int count = point.enabledCount();
    return point.enabled(count == 1 ? 0 : executions.random().next(count));
  }

  @Override
  public void endExecution(SimulationResult result) {}

  /** The seed that gives the current execution again, as the seed of a scheduler of one execution. */
  public long executionSeed() {
    return executions.seed();
  }

  @Override
  public Coverage coverage() {
    return executions.coverage("random schedule");
  }
}
