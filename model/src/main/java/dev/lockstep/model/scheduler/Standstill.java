package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A moment of an execution at which no task could go on: the end of a deadlock, or the passing of
 * time. Every step before it comes before every step after it.
 *
 * @param step the number of steps before it
 * @param locks the steps of the tasks that waited for a mutex
 */
record Standstill(int step, List<Event> locks) {

  static Standstill at(SchedulingPoint point, DiskOrder diskOrder) {
    List<Event> locks = new ArrayList<>();
    for (int task = 0; task < point.taskCount(); task++) {
      PendingStep pending = point.pending(task);
      if (!point.hasEnded(task) && pending.isUpToMutex()) {
        locks.add(Event.of(task, pending, diskOrder));
      }
    }
    return new Standstill(point.step(), locks);
  }
}
