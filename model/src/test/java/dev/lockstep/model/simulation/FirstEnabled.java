package dev.lockstep.model.simulation;

/** Never preempts; takes the lowest enabled task where the choice is free. */
final class FirstEnabled implements Chooser {
  @Override
  public int choose(SchedulingPoint point) {
    return point.enabled(0);
  }
}
