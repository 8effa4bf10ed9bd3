package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Scenario;

/** Nothing but the lines, for logs and pipes. */
final class PlainProgress implements Progress {
  private final Console console;
  private final ResultLines lines;

  PlainProgress(Console console, ResultLines lines) {
    this.console = console;
    this.lines = lines;
  }

  @Override
  public void begin(Scenario scenario) {}

  @Override
  public void advance(long executions) {}

  @Override
  public void end(ScenarioResult result) {
    console.line(lines.of(result));
  }
}
