package dev.lockstep.model.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A task that could not go on when the execution ended.
 *
 * @param task its name
 * @param waitsFor the condition, the mutex, or the task it joins
 * @param holder the task that would have to act, empty if there is none
 */
public record Waiting(String task, String waitsFor, String holder) {

  /** The tasks that have not ended, at a point where none of them is enabled. */
  static List<Waiting> at(SchedulingPoint point) {
    List<Waiting> result = new ArrayList<>();
    for (int i = 0; i < point.taskCount(); i++) {
      SimulatedTask task = point.task(i);
      Awaited awaited = task.pending.awaited();
      if (!task.ended && awaited != null) {
        int holder = awaited.holder();
        String holderName = holder == SchedulingPoint.NO_TASK ? "" : point.name(holder);
        result.add(new Waiting(task.name(), task.pending.awaitedName(), holderName));
      }
    }
    return result;
  }

  @Override
  public String toString() {
    String line = task + " waits for " + waitsFor;
    return holder.isEmpty() ? line : line + ", which is up to " + holder;
  }
}
