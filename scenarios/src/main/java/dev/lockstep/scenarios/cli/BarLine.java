package dev.lockstep.scenarios.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** The last line of a terminal, drawn over again and again, and empty in the end. */
final class BarLine implements ProgressBarConsumer {
  /** Fits the narrowest terminals in use, without asking the terminal. */
  private static final int WIDTH = 79;

  private final PrintStream terminal;

  BarLine(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public int getMaxRenderedLength() {
    return WIDTH;
  }

  @Override
  public void accept(String bar) {
    terminal.print("\r" + bar);
    terminal.flush();
  }

  @Override
  public void clear() {
    accept(" ".repeat(WIDTH) + "\r");
  }

  @Override
  public void close() {}
}
