package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.StepKind;

/** A number whose every use is a step. */
final class SimulatedLongCell implements LongCell {
  private final Gate gate;
  private final int object;
  private long value;

  SimulatedLongCell(Gate gate, String name, long initial) {
    this.gate = gate;
    this.object = gate.names().add(gate.task(), name);
    this.value = initial;
  }

  @Override
  public long get() {
    gate.next().set(StepKind.CELL_GET, object, Access.READ);
    gate.reach();
    long result = value;
    gate.performed(result);
    return result;
  }

  @Override
  public void set(long newValue) {
    PendingStep step = gate.next().set(StepKind.CELL_SET, object, Access.WRITE);
    gate.reach();
    step.found(value, value);
    value = newValue;
    gate.performed(newValue);
  }

  @Override
  public boolean compareAndSet(long expected, long newValue) {
    PendingStep step = gate.next().set(StepKind.CELL_COMPARE_AND_SET, object, Access.WRITE);
    gate.reach();
    step.found(value, expected);
    boolean same = value == expected;
    if (same) {
      value = newValue;
    } else {
      step.changedNothing();
    }
    gate.performed(same ? 1 : 0, newValue);
    return same;
  }

  @Override
  public long addAndGet(long delta) {
    PendingStep step = gate.next().set(StepKind.CELL_ADD, object, Access.WRITE);
    gate.reach();
    step.found(value, value);
    value += delta;
    long result = value;
    gate.performed(result);
    return result;
  }
}
