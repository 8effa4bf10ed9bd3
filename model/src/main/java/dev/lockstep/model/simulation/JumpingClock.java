package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Clock;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.StepKind;

/**
 * A wall clock that may jump when it is read, which therefore is a step. Monotonic time goes on as
 * before: that it does is what it is for.
 */
final class JumpingClock implements Clock {
  /** How far it jumps: a day. */
  static final long JUMP_NANOS = 86_400_000_000_000L;

  private final Gate gate;
  private final Clock clock;
  private final int object;
  private long jumpedNanos;

  JumpingClock(Gate gate, Clock clock) {
    this.gate = gate;
    this.clock = clock;
    this.object = gate.names().add(SchedulingPoint.NO_TASK, "clock");
  }

  @Override
  public long epochNanos() {
    PendingStep step = gate.next().set(StepKind.CLOCK_READ, object, Access.READ);
    gate.reach();
    if (step.fault() != Fault.NONE) {
      jumpedNanos += step.fault() == Fault.CLOCK_FORWARD ? JUMP_NANOS : -JUMP_NANOS;
      step.changed();
    }
    long now = clock.epochNanos() + jumpedNanos;
    gate.performed(now);
    return now;
  }

  @Override
  public long monotonicNanos() {
    gate.passed();
    return clock.monotonicNanos();
  }
}
