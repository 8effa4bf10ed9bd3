package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.scheduler.Shard;

/** How a command ended, for whoever called it. */
enum ExitCode {
  /** Everything ended as it should. */
  AS_EXPECTED(0),
  /** The command ran, and what it looked at is not as it should be. */
  NOT_AS_EXPECTED(1),
  /** An argument or a file is wrong, or the system refused something. */
  MISUSE(2),
  /** Lockstep itself has a bug. */
  BROKEN(3),
  /** Nothing broke in one machine's share of a search, which alone is no proof. */
  SHARE(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** How a run of scenarios ended. */
  static ExitCode of(RunResult run) {
    if (run.scenarios().isEmpty() || run.unexpected() > 0) {
      return NOT_AS_EXPECTED;
    }
    return run.shard().equals(Shard.WHOLE) ? AS_EXPECTED : SHARE;
  }

  int code() {
    return code;
  }
}
