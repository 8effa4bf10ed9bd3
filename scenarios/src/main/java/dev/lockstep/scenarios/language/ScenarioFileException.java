package dev.lockstep.scenarios.language;

import java.io.IOException;

/**
 * A scenario file that cannot be used. The message is one line: {@code file:line:column: what is
 * wrong; what was expected}.
 */
public final class ScenarioFileException extends IOException {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  ScenarioFileException(String file, int line, int column, String problem, String expected) {
    super(OneLine.of(file + ":" + line + ":" + column + ": " + problem + "; " + expected));
    this.line = line;
    this.column = column;
  }

  /** The line of the mistake, from 1. */
  public int line() {
    return line;
  }

  /** The column of the mistake, from 1, in characters. */
  public int column() {
    return column;
  }
}
