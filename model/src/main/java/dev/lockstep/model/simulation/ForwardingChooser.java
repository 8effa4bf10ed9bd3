package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Fault;
import java.util.List;

/** A chooser that passes every call on to another one: for a chooser that differs in a few calls. */
public abstract class ForwardingChooser implements Chooser {
  private final Chooser chooser;

  /** Passes calls on to {@code chooser}. */
  protected ForwardingChooser(Chooser chooser) {
    this.chooser = chooser;
  }

  @Override
  public int choose(SchedulingPoint point) {
    return chooser.choose(point);
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    return chooser.fault(point, task, possible);
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    chooser.performed(index, task, step);
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    chooser.deadlocked(point);
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    chooser.timePasses(point);
  }

  @Override
  public void reached(int task, String milestone, String subject, long value) {
    chooser.reached(task, milestone, subject, value);
  }
}
