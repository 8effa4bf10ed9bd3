package dev.lockstep.scenarios.cli;

import java.io.PrintStream;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err what went wrong, and progress
 * @param isTerminal whether a person watches, so that a progress bar makes sense
 */
record Console(PrintStream out, PrintStream err, boolean isTerminal) {

  /** Prints a line of results; the line break is the same on every system. */
  void line(String text) {
    out.print(text + "\n");
  }

  /** Prints one line of error. */
  void error(String text) {
    err.print("lockstep: " + text + "\n");
  }
}
