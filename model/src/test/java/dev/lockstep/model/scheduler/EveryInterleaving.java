package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs every interleaving by brute force: no reduction, no bound. Only the first steps of tasks,
 * which touch nothing, are taken as soon as they can be.
 */
final class EveryInterleaving implements Scheduler {
  private final List<Integer> taken = new ArrayList<>();
  private final List<Long> left = new ArrayList<>();
  private final long executionsMax;
  private long executions;

  /** Runs no more than {@code executionsMax}, which a test that wants all of them has to check. */
  EveryInterleaving(long executionsMax) {
    this.executionsMax = executionsMax;
  }

  @Override
  public boolean beginExecution() {
    if (executions == executionsMax || (executions > 0 && !advance())) {
      return false;
    }
    executions++;
    return true;
  }

  private boolean advance() {
    while (!left.isEmpty()) {
      int last = left.size() - 1;
      long mask = left.get(last);
      if (mask != 0) {
        taken.set(last, Long.numberOfTrailingZeros(mask));
        left.set(last, mask & (mask - 1));
        return true;
      }
      left.remove(last);
      taken.remove(last);
    }
    return false;
  }

  @Override
  public int choose(SchedulingPoint point) {
    if (point.step() == taken.size()) {
      long mask = candidates(point);
      taken.add(Long.numberOfTrailingZeros(mask));
      left.add(mask & (mask - 1));
    }
    return taken.get(point.step());
  }

  private static long candidates(SchedulingPoint point) {
    for (int i = 0; i < point.enabledCount(); i++) {
      if (point.pending(point.enabled(i)).kind() == StepKind.TASK_START) {
        return 1L << point.enabled(i);
      }
    }
    return point.enabledMask();
  }

  @Override
  public void endExecution(SimulationResult result) {}

  @Override
  public Coverage coverage() {
    return new Coverage(executions, left.isEmpty(), executions + " interleavings");
  }
}
