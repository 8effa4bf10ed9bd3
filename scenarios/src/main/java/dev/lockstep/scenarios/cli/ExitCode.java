package dev.lockstep.scenarios.cli;

/** How a command ended, for whoever called it. */
enum ExitCode {
  /** Everything ended as it should. */
  AS_EXPECTED(0),
  /** The command ran, and what it looked at is not as it should be. */
  NOT_AS_EXPECTED(1),
  /** An argument or a file is wrong, or the system refused something. */
  MISUSE(2),
  /** Lockstep itself has a bug. */
  BROKEN(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
