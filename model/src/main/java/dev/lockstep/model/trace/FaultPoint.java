package dev.lockstep.model.trace;

import java.util.Comparator;

/**
 * A fault at a place that does not depend on the order in which tasks take their steps.
 *
 * @param task the number of the task that meets it
 * @param ownStep how many steps that task took before
 * @param fault which fault
 */
public record FaultPoint(int task, int ownStep, Fault fault) implements Comparable<FaultPoint> {
  private static final Comparator<FaultPoint> ORDER = Comparator.comparingInt(FaultPoint::task)
      .thenComparingInt(FaultPoint::ownStep)
      .thenComparing(FaultPoint::fault);

  @Override
  public int compareTo(FaultPoint other) {
    return ORDER.compare(this, other);
  }
}
