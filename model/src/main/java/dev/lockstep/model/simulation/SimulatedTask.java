package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.strand.Strand;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.StepKind;

/** A task of an execution. It can be joined when it has ended. */
final class SimulatedTask implements Task, Awaited {
  private final Gate gate;
  private final String name;
  private final int object;
  final int number;
  final PendingStep pending;
  final Strand strand;
  boolean started;
  boolean ended;

  SimulatedTask(Gate gate, int number, String name, Strand strand) {
    this.gate = gate;
    this.number = number;
    this.name = name;
    this.strand = strand;
    this.object = gate.names().add(gate.task(), name);
    this.pending = new PendingStep(gate.names()).set(StepKind.TASK_START, object, Access.READ);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void join() {
    gate.next().set(StepKind.JOIN, object, Access.READ).after(this).about(number);
    gate.reach();
    gate.performed(1);
  }

  @Override
  public boolean isReady() {
    return ended;
  }

  @Override
  public int holder() {
    return number;
  }

  @Override
  public int object() {
    return object;
  }

  @Override
  public boolean isUpToMutex() {
    return false;
  }

  boolean isEnabled() {
    return !ended && pending.isEnabled();
  }
}
