package dev.lockstep.model.counterexample;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Schedule;
import java.util.List;

/**
 * Follows a wish list of runs as far as the execution allows: a wish for a task that waits or has
 * ended is dropped, and after the last wish nobody is preempted. Used to try schedules that are like
 * a known one but simpler.
 */
final class GuidedChooser implements Chooser {
  private final List<Schedule.Run> wishes;
  private int wish;
  private int taken;

  GuidedChooser(List<Schedule.Run> wishes) {
    this.wishes = wishes;
  }

  @Override
  public int choose(SchedulingPoint point) {
    while (wish < wishes.size()) {
      Schedule.Run run = wishes.get(wish);
      if (taken < run.steps() && point.isEnabled(run.task())) {
        taken++;
        return run.task();
      }
      wish++;
      taken = 0;
    }
    return point.enabled(0);
  }
}
