package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.planted.LeakyMutex;

/** The canary: the same scheduler, whose mutex excludes nobody, so that wake-ups get lost. */
public final class LeakyScheduler extends SchedulerOperations {

  public LeakyScheduler() {
    super(LeakyMutex.Machine::new);
  }
}
