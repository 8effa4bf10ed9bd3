package dev.lockstep.scenarios.cli;

import dev.lockstep.model.counterexample.Replay;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.TokenException;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.reports.StepColumns;
import dev.lockstep.scenarios.language.ScenarioFolder;
import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code lockstep replay}: runs the one execution that a token describes and prints it step by step,
 * a column a task, then what it breaks.
 */
@Command(
    name = "replay",
    description = "Runs a found execution again and prints its steps, a column a task.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 the violation is there again, 1 the schedule violates nothing,",
      "2 the token cannot be used."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;
  private final Home home;

  @Parameters(paramLabel = "TOKEN", description = "as 'lockstep check' and the reports print it")
  private String token = "";

  @Option(
      names = "--scenarios",
      paramLabel = "DIR",
      description = "the folder that holds the token's scenario; default: scenarios/")
  private @Nullable Path scenariosFolder;

  @Option(
      names = "--healthy",
      description = "leave the seeded bug out, as 'lockstep check --healthy' does")
  private boolean isHealthy;

  ReplayCommand(Console console, Home home) {
    this.console = console;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Counterexample> found = replay().counterexample();
    found.ifPresent(this::print);
    return (found.isPresent() ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).code();
  }

  private Replay replay() throws IOException {
    try {
      ReplayToken parsed = ReplayToken.parse(token);
      Scenario scenario = find(parsed.scenario());
      Replay replay = Replay.of(scenario, parsed);
      replay.detour().ifPresent(detour -> console.line("the engine has changed since: " + detour));
      if (replay.counterexample().isEmpty()) {
        console.line(scenario.name() + ": the schedule runs, all "
            + replay.steps().size() + " steps of it, and violates nothing");
      }
      return replay;
    } catch (TokenException | ScenarioException e) {
      throw new UnusableArgumentException(String.valueOf(e.getMessage()));
    }
  }

  private Scenario find(String name) throws IOException {
    Path root = scenariosFolder == null ? home.scenarios() : scenariosFolder;
    Path file = new ScenarioFolder(root)
        .find(name)
        .orElseThrow(() -> new UnusableArgumentException("the token is for scenario '" + name
            + "', which is not in " + root + "; say where it is with --scenarios"));
    Scenario scenario = ScenarioSelection.parse(List.of(new Entry(name, file))).get(0);
    return isHealthy ? scenario.withoutFault() : scenario;
  }

  private void print(Counterexample found) {
    StepColumns.of(found, Integer.MAX_VALUE).forEach(console::line);
    console.line("");
    CounterexampleText.of(found).forEach(console::line);
  }
}
