package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.Task;

/**
 * The platform for code that runs alone on a simulated disk, without steps: what prepares a store,
 * and what recovers it after a crash. A started task runs to its end before {@link #start} returns;
 * waiting for a mutex that is held is a broken invariant, for nobody would give it back.
 */
public final class ImmediatePlatform implements Platform {
  private final SimulatedPlatform platform;

  /** A platform whose directory is {@code disk}. */
  public ImmediatePlatform(SimulatedDisk disk, Clock clock) {
    platform = new SimulatedPlatform(new ImmediateGate(new ObjectNames()), disk, clock, false);
  }

  @Override
  public StorageFiles files() {
    return platform.files();
  }

  @Override
  public Clock clock() {
    return platform.clock();
  }

  @Override
  public RandomBytes random() {
    return platform.random();
  }

  @Override
  public Mutex newMutex(String name) {
    return platform.newMutex(name);
  }

  @Override
  public <T> Cell<T> newCell(String name, T initial) {
    return platform.newCell(name, initial);
  }

  @Override
  public LongCell newLongCell(String name, long initial) {
    return platform.newLongCell(name, initial);
  }

  @Override
  public Task start(String name, Runnable body) {
    return platform.start(name, body);
  }

  @Override
  public void reached(String milestone, String subject, long value) {
    platform.reached(milestone, subject, value);
  }
}
