package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.StepKind;

/** A mutex whose every use is a step. */
final class SimulatedMutex implements Mutex, Awaited {
  private static final int FREE = -2;
  private static final long FOUND_FREE = 0;
  private static final long FOUND_HELD = 1;

  private final Gate gate;
  private final String name;
  private final int object;
  private int holder = FREE;

  SimulatedMutex(Gate gate, String name) {
    this.gate = gate;
    this.name = name;
    this.object = gate.names().add(gate.task(), name);
  }

  @Override
  public void lock() {
    lockAfter(this);
  }

  /** Locks the mutex as soon as {@code awaited} is ready, which it is only while the mutex is free. */
  void lockAfter(Awaited awaited) {
    PendingStep step = gate.next().set(StepKind.LOCK, object, Access.WRITE).after(awaited);
    Invariant.check(holder != gate.task(), "%s locks %s twice", gate.taskName(), name);
    gate.reach();
    step.found(FOUND_FREE, FOUND_FREE);
    holder = gate.task();
    gate.performed(1);
  }

  @Override
  public boolean tryLock() {
    PendingStep step = gate.next().set(StepKind.TRY_LOCK, object, Access.WRITE);
    Invariant.check(holder != gate.task(), "%s locks %s twice", gate.taskName(), name);
    gate.reach();
    boolean locked = holder == FREE;
    step.found(locked ? FOUND_FREE : FOUND_HELD, FOUND_FREE);
    if (locked) {
      holder = gate.task();
    } else {
      step.changedNothing();
    }
    gate.performed(locked ? 1 : 0);
    return locked;
  }

  @Override
  public void unlock() {
    PendingStep step = gate.next().set(StepKind.UNLOCK, object, Access.WRITE);
    Invariant.check(
        holder == gate.task(), "%s unlocks %s, which it does not hold", gate.taskName(), name);
    gate.reach();
    step.found(FOUND_HELD, FOUND_HELD);
    holder = FREE;
    gate.performed(1);
  }

  @Override
  public boolean isHeldByCurrentTask() {
    return holder == gate.task();
  }

  @Override
  public Condition newCondition(String condition) {
    return new SimulatedCondition(gate, this, condition);
  }

  @Override
  public boolean isReady() {
    return holder == FREE;
  }

  @Override
  public int holder() {
    return Math.max(holder, SchedulingPoint.NO_TASK);
  }

  @Override
  public int object() {
    return object;
  }

  @Override
  public boolean isUpToMutex() {
    return true;
  }
}
