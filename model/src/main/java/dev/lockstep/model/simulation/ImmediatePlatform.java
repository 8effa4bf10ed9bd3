package dev.lockstep.model.simulation;

import dev.lockstep.model.disk.SimulatedDisk;
import java.util.Set;

/**
 * The platform for code that runs alone on a simulated disk, without steps: what prepares a store,
 * and what recovers it after a crash. A started task runs to its end before {@link #start} returns;
 * waiting for a mutex that is held is a broken invariant, for nobody would give it back.
 */
public final class ImmediatePlatform extends SimulatedPlatform {

  /** A platform whose directory is {@code disk}. */
  public ImmediatePlatform(SimulatedDisk disk, VirtualClock clock) {
    this(disk, clock, () -> {});
  }

  /** The same, with somebody who may look at the disk before every step. */
  public ImmediatePlatform(SimulatedDisk disk, VirtualClock clock, Runnable beforeStep) {
    super(new ImmediateGate(new ObjectNames(), clock::advance, beforeStep), disk, clock, Set.of());
  }
}
