package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.StepKind;
import java.util.IdentityHashMap;

/**
 * A cell whose every use is a step. Traces tell its values apart by how often it was set; steps tell
 * what they found by a number that each object gets when the cell first meets it.
 */
final class SimulatedCell<T> implements Cell<T> {
  private final Gate gate;
  private final int object;
  private final IdentityHashMap<T, Long> numbers = new IdentityHashMap<>();
  private T value;
  private long version;

  SimulatedCell(Gate gate, String name, T initial) {
    this.gate = gate;
    this.object = gate.names().add(gate.task(), name);
    this.value = initial;
  }

  @Override
  public T get() {
    gate.next().set(StepKind.CELL_GET, object, Access.READ);
    gate.reach();
    T result = value;
    gate.performed(version);
    return result;
  }

  @Override
  public void set(T newValue) {
    PendingStep step = gate.next().set(StepKind.CELL_SET, object, Access.WRITE);
    gate.reach();
    step.found(number(value), number(value));
    value = newValue;
    version++;
    gate.performed(version);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The seam compares values by identity.
  public boolean compareAndSet(T expected, T newValue) {
    PendingStep step = gate.next().set(StepKind.CELL_COMPARE_AND_SET, object, Access.WRITE);
    gate.reach();
    step.found(number(value), number(expected));
    boolean same = value == expected;
    if (same) {
      value = newValue;
      version++;
    } else {
      step.changedNothing();
    }
    gate.performed(same ? 1 : 0);
    return same;
  }

  private long number(T object) {
    return numbers.computeIfAbsent(object, unknown -> (long) numbers.size());
  }
}
