package dev.lockstep.model.simulation;

/** Takes each step from another task than the last, as long as there is one. */
final class TakesTurns implements Chooser {
  @Override
  public int choose(SchedulingPoint point) {
    for (int i = 1; i <= point.taskCount(); i++) {
      int task = (point.running() + i) % point.taskCount();
      if (point.isEnabled(task)) {
        return task;
      }
    }
    return STOP;
  }
}
