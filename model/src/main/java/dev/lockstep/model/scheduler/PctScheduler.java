package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;

/**
 * Probabilistic concurrency testing: random priorities, and few random moments at which they change.
 *
 * <ol>
 *   <li>Every task gets a random priority, above all that are given in step 3.
 *   <li>The enabled task of the highest priority takes the next step.
 *   <li>After the k_i-th step of the execution, for i = 1 to d - 1, the task that took it gets
 *       priority i, where each k_i was drawn from 1 to k.
 * </ol>
 *
 * <p>Guarantee, for n tasks and at most k steps: a violation of depth d, which is one that d ordering
 * constraints between steps suffice for, is found with probability 1 / (n k^(d-1)) or more in every
 * execution. The number k is the most steps that any execution took so far; the first execution
 * changes no priority.
 *
 * <p>A task that spins until another one acts keeps the processor for good, for priorities are
 * strict: code under test has to wait by the seam.
 *
 * <p>Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs, ASPLOS 2010.
 */
public final class PctScheduler implements Scheduler {
  private static final int NEVER = 0; // Before the first step there is no task to change.

  private final SeededExecutions executions;
  private final int[] changes; // changes[i - 1] is k_i.
  private int stepsMost;

  private final long[] priorities = new long[Schedule.TASKS_MAX];
  private int tasksSeen;

  /** Runs {@code executionsMax} executions that look for violations of {@code depth}, at least 1. */
  public PctScheduler(int depth, long seed, long executionsMax) {
    Invariant.check(depth >= 1, "depth %d, the least is %d", depth, 1);
    this.executions = new SeededExecutions(seed, executionsMax);
    this.changes = new int[depth - 1];
  }

  @Override
  public boolean beginExecution() {
    if (!executions.begin()) {
      return false;
    }
    tasksSeen = 0;
    for (int i = 0; i < changes.length; i++) {
      changes[i] = stepsMost == 0 ? NEVER : 1 + executions.random().next(stepsMost);
    }
    return true;
  }

  @Override
  public int choose(SchedulingPoint point) {
    rankNewTasks(point);
    lowerRunningTask(point);
    return highest(point);
  }

  /** Step 1. */
  private void rankNewTasks(SchedulingPoint point) {
    for (; tasksSeen < point.taskCount(); tasksSeen++) {
      priorities[tasksSeen] = changes.length + 1 + (executions.random().next() >>> 2);
    }
  }

  /** Step 3, for the step that was just taken; of several changes at one step the lowest counts. */
  private void lowerRunningTask(SchedulingPoint point) {
    for (int i = changes.length; i > 0; i--) {
      if (changes[i - 1] == point.step() && point.running() != SchedulingPoint.NO_TASK) {
        priorities[point.running()] = i;
      }
    }
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

  @Override
  public void endExecution(SimulationResult result) {
    stepsMost = Math.max(stepsMost, result.schedule().length());
  }

  @Override
  public Coverage coverage() {
    return executions.coverage("PCT schedule", "depth " + (changes.length + 1));
  }
}
