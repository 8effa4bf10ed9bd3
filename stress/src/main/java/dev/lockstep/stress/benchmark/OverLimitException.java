package dev.lockstep.stress.benchmark;

import java.io.IOException;

/** A workload of a store took too long, and the rest of its run was given up. */
final class OverLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean leftBehind;

  OverLimitException(String reason, boolean leftBehind) {
    super(reason);
    this.leftBehind = leftBehind;
  }

  /** Whether the store still runs, and uses its files. */
  boolean isLeftBehind() {
    return leftBehind;
  }
}
