package dev.lockstep.stress.architecture.offending.other;

import dev.lockstep.stress.architecture.offending.one.UsesOther;

public final class UsesOne {
  public UsesOther one() {
    return new UsesOther();
  }
}
