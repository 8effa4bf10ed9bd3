package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Search;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error while a scenario is explored; its line takes the bar's place. */
final class BarProgress implements Progress {
  private static final int UPDATE_MILLIS = 200;

  private final BarLine terminal;
  private final PlainProgress lines;
  private @Nullable ProgressBar bar;

  BarProgress(Console console, ResultLines lines) {
    this.terminal = new BarLine(console.err());
    this.lines = new PlainProgress(console, lines);
  }

  @Override
  public void begin(Scenario scenario) {
    bar = new ProgressBarBuilder()
        .setTaskName(scenario.name())
        .setInitialMax(expected(scenario.search()))
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(terminal)
        .hideEta()
        .build();
  }

  @Override
  public void advance(long executions) {
    if (bar != null) {
      bar.stepTo(executions);
    }
  }

  @Override
  public void end(ScenarioResult result) {
    if (bar != null) {
      // The bar's own way to clear itself does nothing where it ends as soon as it began.
      bar.close();
      terminal.clear();
      bar = null;
    }
    lines.end(result);
  }

  /** How many executions there will be; nobody knows how many a bounded search needs. */
  private static long expected(Search search) {
    return search.kind().samples() ? search.executions() : -1;
  }
}
