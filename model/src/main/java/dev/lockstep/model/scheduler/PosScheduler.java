package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;

/**
 * Partial order sampling: random priorities of steps instead of tasks, see {@link StepPriorities}.
 *
 * <p>Guarantee, for n tasks and k steps: every order of the conflicting steps comes up with
 * probability n^-k or more in every execution. That alone a random walk gives too; but where steps
 * do not conflict, a long run of one task before a given step of another is not exponentially rare:
 * m steps come before it with probability 1 / (m + 1).
 *
 * <p>Yuan, Yang, Gu: Partial Order Aware Concurrency Sampling, CAV 2018.
 */
public final class PosScheduler implements Scheduler {
  private final SeededExecutions executions;
  private final StepPriorities priorities = new StepPriorities();

  /** Runs {@code executionsMax} executions. */
  public PosScheduler(long seed, long executionsMax) {
    this.executions = new SeededExecutions(seed, executionsMax);
  }

  @Override
  public boolean beginExecution() {
    boolean begun = executions.begin();
    priorities.begin(executions.random());
    return begun;
  }

  @Override
  public int choose(SchedulingPoint point) {
    return priorities.choose(point);
  }

  @Override
  public void endExecution(SimulationResult result) {}

  @Override
  public Coverage coverage() {
    return executions.coverage("POS schedule");
  }
}
