package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.planted.LossyCount;

/** The canary: the same operations on the same header switch, whose counts lose updates. */
public final class LossySwitch extends SwitchOperations {

  public LossySwitch() {
    super(LossyCount.Machine::new);
  }
}
