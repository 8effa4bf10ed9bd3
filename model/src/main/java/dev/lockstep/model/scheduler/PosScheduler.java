package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;

/**
 * Partial order sampling: random priorities of steps instead of tasks.
 *
 * <ol>
 *   <li>Every pending step has a random priority.
 *   <li>The enabled step of the highest priority is taken.
 *   <li>The pending steps that conflict with it, and so might have been taken in the other order,
 *       get new priorities, as does the next step of the task that took it.
 * </ol>
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
  private final long[] priorities =
      new long[Schedule.TASKS_MAX]; // Each of the task's pending step.
  private int tasksSeen;

  /** Runs {@code executionsMax} executions. */
  public PosScheduler(long seed, long executionsMax) {
    this.executions = new SeededExecutions(seed, executionsMax);
  }

  @Override
  public boolean beginExecution() {
    tasksSeen = 0;
    return executions.begin();
  }

  @Override
  public int choose(SchedulingPoint point) {
    for (; tasksSeen < point.taskCount(); tasksSeen++) {
      rank(tasksSeen);
    }
    int best = highest(point);
    rankConflicting(point, best);
    return best;
  }

  /** Step 1. */
  private void rank(int task) {
    priorities[task] = executions.random().next();
  }

  /** Step 2. */
  private int highest(SchedulingPoint point) {
    int best = point.enabled(0);
    for (int i = 1; i < point.enabledCount(); i++) {
      int task = point.enabled(i);
      if (priorities[task] > priorities[best]) {
        best = task;
      }
    }
    return best;
  }

  /** Step 3. What an ended task has pending means nothing and its priority does no harm. */
  private void rankConflicting(SchedulingPoint point, int chosen) {
    PendingStep step = point.pending(chosen);
    for (int task = 0; task < tasksSeen; task++) {
      if (task == chosen || point.pending(task).conflictsWith(step)) {
        rank(task);
      }
    }
  }

  @Override
  public void endExecution(SimulationResult result) {}

  @Override
  public Coverage coverage() {
    return executions.coverage("POS schedule");
  }
}
