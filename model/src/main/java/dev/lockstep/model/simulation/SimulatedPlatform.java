package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.trace.Fault;
import java.util.Set;

/** The seam over a simulated disk; every call that others can notice goes through the gate. */
class SimulatedPlatform implements Platform {
  private final Gate gate;
  private final StorageFiles files;
  private final Clock clock;
  private final RandomBytes random;

  SimulatedPlatform(Gate gate, SimulatedDisk disk, Clock clock, Set<Fault> shown) {
    this.gate = gate;
    this.files = new SimulatedFiles(gate, disk, FaultRules.roomVaries(shown));
    this.clock =
        FaultRules.clockJumps(shown) ? new JumpingClock(gate, clock) : new GatedClock(gate, clock);
    this.random = new DerivedBytes(gate);
  }

  @Override
  public final StorageFiles files() {
    return files;
  }

  @Override
  public final Clock clock() {
    return clock;
  }

  @Override
  public final RandomBytes random() {
    return random;
  }

  @Override
  public final Mutex newMutex(String name) {
    return new SimulatedMutex(gate, name);
  }

  @Override
  public final <T> Cell<T> newCell(String name, T initial) {
    return new SimulatedCell<>(gate, name, initial);
  }

  @Override
  public final LongCell newLongCell(String name, long initial) {
    return new SimulatedLongCell(gate, name, initial);
  }

  @Override
  public final Task start(String name, Runnable body) {
    return gate.start(name, body);
  }

  @Override
  public final void reached(String milestone, String subject, long value) {
    gate.milestone(milestone, subject, value);
  }

  /** Reading the time is no step, for nobody else moves it, but a loop of readings has to end. */
  private record GatedClock(Gate gate, Clock clock) implements Clock {
    @Override
    public long epochNanos() {
      gate.passed();
      return clock.epochNanos();
    }

    @Override
    public long monotonicNanos() {
      gate.passed();
      return clock.monotonicNanos();
    }
  }
}
