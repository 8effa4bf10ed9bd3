package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;

/**
 * A selectively uniform random walk: every order of some selected steps is as likely as any other,
 * however many other steps there are.
 *
 * <ol>
 *   <li>Select the steps on one object that several tasks use and some write, another one for every
 *       execution; if there is none, all steps.
 *   <li>Whenever no task is meant to take the next selected step, draw one, a task that has more
 *       selected steps left being so much more likely.
 *   <li>Let a random task go on, each as likely as the others, of those whose step is not selected
 *       and the one drawn. If all wait for the one drawn and that one for them, or it has ended, draw
 *       again.
 *   <li>When the drawn task has taken a selected step it has one less left.
 * </ol>
 *
 * <p>Guarantee: where tasks take n_1, n_2, … selected steps, whatever the order, and do not wait for
 * each other, every order of them has the same probability n_1! n_2! … / (n_1 + n_2 + …)!. The counts
 * are the most of any execution so far; the first execution is a random walk. Tasks that are started
 * while others run have a count from their start on.
 *
 * <p>Zhao, Wolff, Mathur, Roychoudhury: Selectively Uniform Concurrency Testing, ASPLOS 2025.
 */
public final class SurwScheduler implements Scheduler {
  private final SeededExecutions executions;
  private final StepCounts counts = new StepCounts();

  private StepCounts.OfObject selected;
  private final int[] left = new int[Schedule.TASKS_MAX]; // Selected steps of each task.
  private int drawn = SchedulingPoint.NO_TASK;

  /** Runs {@code executionsMax} executions. */
  public SurwScheduler(long seed, long executionsMax) {
    this.executions = new SeededExecutions(seed, executionsMax);
    this.selected = counts.draw(executions.random());
  }

  @Override
  public boolean beginExecution() {
    if (!executions.begin()) {
      return false;
    }
    counts.beginExecution();
    selected = counts.draw(executions.random());
    selected.copyMostTo(left);
    drawn = SchedulingPoint.NO_TASK;
    return true;
  }

  @Override
  public int choose(SchedulingPoint point) {
    if (drawn == SchedulingPoint.NO_TASK) {
      drawn = draw(point);
    }
    if (allowed(point) == 0) {
      drawn = draw(point);
    }
    int task = anyOf(allowed(point));
    if (isSelected(point, task)) {
      left[task] = Math.max(0, left[task] - 1);
      drawn = SchedulingPoint.NO_TASK;
    }
    counts.count(task, point.pending(task));
    return task;
  }

  /** Step 2. Where no enabled task is known to have any left, each is as likely as the others. */
  private int draw(SchedulingPoint point) {
    int total = 0;
    for (int i = 0; i < point.enabledCount(); i++) {
      total += weight(point, point.enabled(i));
    }
    if (total == 0) {
      return point.enabled(executions.random().next(point.enabledCount()));
    }
    int mark = executions.random().next(total);
    int i = 0;
    for (int weight = weight(point, point.enabled(0)); mark >= weight; i++) {
      mark -= weight;
      weight = weight(point, point.enabled(i + 1));
    }
    return point.enabled(i);
  }

  /** A task that is about to take a selected step has one left, whatever was counted before. */
  private int weight(SchedulingPoint point, int task) {
    return left[task] == 0 && isSelected(point, task) ? 1 : left[task];
  }

  private boolean isSelected(SchedulingPoint point, int task) {
    return counts.counts(selected, point.pending(task));
  }

  /** Step 3: the tasks that may go on, as a set. */
  private long allowed(SchedulingPoint point) {
    long mask = 0;
    for (int i = 0; i < point.enabledCount(); i++) {
      int task = point.enabled(i);
      if (task == drawn || !isSelected(point, task)) {
        mask |= 1L << task;
      }
    }
    return mask;
  }

  private int anyOf(long mask) {
    long rest = mask;
    for (int skip = executions.random().next(Long.bitCount(mask)); skip > 0; skip--) {
      rest &= rest - 1;
    }
    return Long.numberOfTrailingZeros(rest);
  }

  @Override
  public void endExecution(SimulationResult result) {
    counts.endExecution();
  }

  @Override
  public Coverage coverage() {
    return executions.coverage("SURW schedule");
  }
}
