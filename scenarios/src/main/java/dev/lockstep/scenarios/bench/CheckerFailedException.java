package dev.lockstep.scenarios.bench;

import java.io.IOException;

/** Another checker ended on a bug without a result of its own: it says nothing of the bug. */
public final class CheckerFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  public CheckerFailedException(String message) {
    super(message);
  }
}
