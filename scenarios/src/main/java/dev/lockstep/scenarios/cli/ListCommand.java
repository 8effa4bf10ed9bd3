package dev.lockstep.scenarios.cli;

import dev.lockstep.model.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep list}: a line a scenario, with what it expects and its title. */
@Command(
    name = "list",
    description = "Lists the scenarios there are: name, what must come out, title.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ListCommand implements Callable<Integer> {
  private final Console console;
  private final Home home;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "scenario files, folders or names; default: all there are")
  private List<Path> paths = List.of();

  @Option(
      names = "--scenarios",
      paramLabel = "DIR",
      description = "the folder from which names are counted; default: scenarios/")
  private @Nullable Path scenariosFolder;

  ListCommand(Console console, Home home) {
    this.console = console;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    Path root = scenariosFolder == null ? home.scenarios() : scenariosFolder;
    ScenarioSelection selection = new ScenarioSelection(root);
    List<Scenario> scenarios =
        ScenarioSelection.parse(paths.isEmpty() ? selection.all() : selection.files(paths));
    int nameWidth =
        scenarios.stream().mapToInt(one -> one.name().length()).max().orElse(1);
    int expectationWidth =
        scenarios.stream().mapToInt(one -> expectation(one).length()).max().orElse(1);
    for (Scenario scenario : scenarios) {
      String columns = "%-" + nameWidth + "s  %-" + expectationWidth + "s  %s";
      console.line(
          String.format(columns, scenario.name(), expectation(scenario), scenario.title()));
    }
    return ExitCode.AS_EXPECTED.code();
  }

  private static String expectation(Scenario scenario) {
    return scenario
        .expectation()
        .violated()
        .map(property -> "violates " + property.key())
        .orElse("holds");
  }
}
