package dev.lockstep.scenarios.cli;

import java.io.IOException;

/** An argument that names nothing usable. The message is one line that says what to do. */
final class UnusableArgumentException extends IOException {
  private static final long serialVersionUID = 1;

  UnusableArgumentException(String message) {
    super(message);
  }
}
