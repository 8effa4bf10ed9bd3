package dev.lockstep.stress.architecture.offending.one;

import dev.lockstep.stress.architecture.offending.other.UsesOne;

public final class UsesOther {
  public UsesOne other() {
    return new UsesOne();
  }
}
