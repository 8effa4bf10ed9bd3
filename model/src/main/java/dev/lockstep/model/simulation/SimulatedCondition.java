package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition of a simulated mutex. To wait takes three steps: it joins those that wait, unlocks the
 * mutex, and, once it was signalled, locks the mutex. Only a signal or the end of its time ends a wait.
 */
final class SimulatedCondition implements Condition {
  private final Gate gate;
  private final SimulatedMutex mutex;
  private final String name;
  private final int object;
  private final List<WakeUp> waiting = new ArrayList<>();

  SimulatedCondition(Gate gate, SimulatedMutex mutex, String name) {
    this.gate = gate;
    this.mutex = mutex;
    this.name = name;
    this.object = gate.names().add(gate.task(), name);
  }

  @Override
  public void await() {
    await(new WakeUp(mutex, object));
  }

  @Override
  public boolean awaitNanos(long nanos) {
    WakeUp wakeUp = new WakeUp(mutex, object);
    if (nanos > 0) {
      gate.limit(wakeUp, nanos);
    } else {
      wakeUp.timeOut();
    }
    await(wakeUp);
    return wakeUp.isSignalled();
  }

  private void await(WakeUp wakeUp) {
    enter(StepKind.AWAIT);
    waiting.add(wakeUp);
    gate.performed(1);
    mutex.unlock();
    mutex.lockAfter(wakeUp);
    waiting.remove(wakeUp);
  }

  @Override
  public void signalAll() {
    enter(StepKind.SIGNAL);
    waiting.forEach(wakeUp -> wakeUp.signalledBy(gate.step()));
    gate.performed(waiting.size());
    waiting.clear();
  }

  private void enter(StepKind kind) {
    gate.next().set(kind, object, Access.WRITE);
    Invariant.check(
        mutex.isHeldByCurrentTask(), "%s uses %s without holding its mutex", gate.taskName(), name);
    gate.reach();
  }
}
