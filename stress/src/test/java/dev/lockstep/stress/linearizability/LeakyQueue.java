package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.planted.LeakyMutex;

/** The canary: the same write queue, whose lock excludes nobody. */
public final class LeakyQueue extends QueueOperations {

  public LeakyQueue() {
    super(LeakyMutex.Machine::new);
  }
}
