package dev.lockstep.model.scheduler;

import dev.lockstep.model.scheduler.Frontier.Part;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Runs what a frontier hands out, one execution after the other. */
public final class FrontierScheduler implements Scheduler {
  private final Frontier frontier;
  private final Deque<Part> parts = new ArrayDeque<>(); // The first one runs.
  private boolean isRoundOpen;
  private long executions;

  public FrontierScheduler(Frontier frontier) {
    this.frontier = frontier;
  }

  @Override
  public boolean beginExecution() {
    while (parts.isEmpty() || !current().beginExecution()) {
      parts.pollFirst();
      if (parts.isEmpty() && !beginRound()) {
        return false;
      }
    }
    executions++;
    return true;
  }

  private boolean beginRound() {
    if (isRoundOpen) {
      frontier.endRound();
    }
    parts.addAll(frontier.nextRound(Long.MAX_VALUE));
    isRoundOpen = !parts.isEmpty();
    return isRoundOpen;
  }

  private Scheduler current() {
    return parts.getFirst().scheduler();
  }

  @Override
  public int choose(SchedulingPoint point) {
    return current().choose(point);
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    return current().fault(point, task, possible);
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    current().performed(index, task, step);
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    current().deadlocked(point);
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    current().timePasses(point);
  }

  @Override
  public void reached(int task, String milestone, String subject, long value) {
    current().reached(task, milestone, subject, value);
  }

  @Override
  public void endExecution(SimulationResult result) {
    current().endExecution(result);
  }

  @Override
  public Optional<CausalOrder> sharedOrder() {
    return current().sharedOrder();
  }

  @Override
  public Coverage coverage() {
    return frontier.coverage(executions);
  }
}
