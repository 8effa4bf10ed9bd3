package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Schedule;

/**
 * A random priority for every pending step:
 *
 * <ol>
 *   <li>Every pending step has one.
 *   <li>The enabled step of the highest priority is taken.
 *   <li>The pending steps that conflict with it, and so might have been taken in the other order,
 *       get new priorities, as does the next step of the task that took it.
 * </ol>
 */
final class StepPriorities {
  private final long[] priorities =
      new long[Schedule.TASKS_MAX]; // Each of the task's pending step.
  private int tasksSeen;
  private SplitMix64 random = new SplitMix64(0);

  /** Begins an execution that draws from {@code newRandom}. */
  void begin(SplitMix64 newRandom) {
    tasksSeen = 0;
    random = newRandom;
  }

  /** The task whose step is taken. */
  int choose(SchedulingPoint point) {
    rankNew(point);
    int best = highest(point);
    rankConflicting(point, best);
    return best;
  }

  /** A step is taken that was chosen otherwise. */
  void follow(SchedulingPoint point, int chosen) {
    rankNew(point);
    rankConflicting(point, chosen);
  }

  /** Step 1. */
  private void rankNew(SchedulingPoint point) {
    for (; tasksSeen < point.taskCount(); tasksSeen++) {
      rank(tasksSeen);
    }
  }

  private void rank(int task) {
    priorities[task] = random.next();
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
}
