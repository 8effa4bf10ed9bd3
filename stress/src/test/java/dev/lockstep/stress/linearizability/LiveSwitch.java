package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.subject.CountedPlatform;

/** The header switch on the cells that ship. */
public final class LiveSwitch extends SwitchOperations {

  public LiveSwitch() {
    super(CountedPlatform::new);
  }
}
