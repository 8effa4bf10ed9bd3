package dev.lockstep.scenarios.cli;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search.Kind;
import dev.lockstep.reports.WholeFile;
import dev.lockstep.scenarios.bench.BugBenchmark;
import dev.lockstep.scenarios.bench.BugMeasurement;
import dev.lockstep.scenarios.bench.BugTable;
import dev.lockstep.scenarios.bench.CheckerFailedException;
import dev.lockstep.scenarios.bench.OtherChecker;
import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep bench bugs}: what it takes each scheduler to find each seeded bug, as Markdown. */
@Command(
    name = "bugs",
    description = "How soon each scheduler finds each seeded bug, as a Markdown table.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExample:%n",
    footer = "  ./lockstep bench bugs bugs/B24-scan-opens-removed-file --seeds 5")
final class BenchBugsCommand implements Callable<Integer> {
  /** More patience with one bug than anybody has. */
  private static final int CHECKER_SECONDS_MAX = 3_600;

  private final Console console;
  private final Home home;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs.
  private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "scenario files, folders or names; default: scenarios/bugs")
  private List<Path> paths = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many searches each scheduler makes, default: ${DEFAULT-VALUE}")
  private int seeds;

  @Option(
      names = "--checker-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "another checker, such as Lincheck, gives up on a bug after so long; 0 leaves it out;"
              + " default: ${DEFAULT-VALUE}")
  private int checkerSeconds;

  @Option(names = "--json", paramLabel = "FILE", description = "write the numbers here too")
  private @Nullable Path json;

  /** Another checker ended on some bug without a result. */
  private boolean hasFailed;

  BenchBugsCommand(Console console, Home home) {
    this.console = console;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || seeds > BugBenchmark.SEEDS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--seeds is " + seeds + ": give a number from 1 to " + BugBenchmark.SEEDS_MAX);
    }
    if (checkerSeconds < 0 || checkerSeconds > CHECKER_SECONDS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--checker-seconds is " + checkerSeconds + ": give a number from 0 to "
              + CHECKER_SECONDS_MAX);
    }
    List<OtherChecker> others = checkerSeconds == 0 ? List.of() : others();
    List<Bug> bugs = bugs();
    if (json != null) {
      WholeFile.checkWritable(json);
    }
    List<BugMeasurement> measurements = measureAll(bugs, others);
    console.line("");
    console.line(BugTable.legend(seeds));
    for (OtherChecker other : others) {
      console.line(BugTable.legend(other.name(), checkerSeconds));
    }
    if (json != null) {
      WholeFile.write(json, BugTable.json(measurements));
    }
    return (hasFailed ? ExitCode.NOT_AS_EXPECTED : ExitCode.AS_EXPECTED).code();
  }

  private record Bug(Scenario scenario, Path file) {}

  private List<Bug> bugs() throws IOException {
    Path root = home.scenarios();
    List<Path> searched = paths.isEmpty() ? List.of(root.resolve("bugs")) : paths;
    List<Entry> files = new ScenarioSelection(root).files(searched);
    List<Scenario> scenarios = ScenarioSelection.parse(files);
    List<Bug> bugs = IntStream.range(0, files.size())
        .mapToObj(i -> new Bug(scenarios.get(i), files.get(i).file()))
        .filter(bug -> bug.scenario.fault().isPresent())
        .toList();
    if (bugs.isEmpty()) {
      throw new UnusableArgumentException("none of these scenarios has a seeded bug to find");
    }
    return bugs;
  }

  private static List<OtherChecker> others() {
    return ServiceLoader.load(OtherChecker.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private List<BugMeasurement> measureAll(List<Bug> bugs, List<OtherChecker> others)
      throws IOException {
    BugBenchmark benchmark = new BugBenchmark(seeds);
    List<BugMeasurement> all = new ArrayList<>();
    try {
      for (Bug bug : bugs) {
        BugBenchmark.warmUp(bug.scenario);
      }
      BugTable.head(others.stream().map(OtherChecker::name).toList()).forEach(console::line);
      for (Bug bug : bugs) {
        List<BugMeasurement> row = new ArrayList<>();
        for (Kind scheduler : Kind.values()) {
          row.add(benchmark.measure(bug.scenario, scheduler));
        }
        for (OtherChecker other : others) {
          row.add(measure(bug, other));
        }
        console.line(BugTable.row(row));
        all.addAll(row);
      }
      return all;
    } catch (ScenarioException e) {
      throw new UnusableArgumentException("a scenario cannot be explored: " + e.getMessage());
    }
  }

  /** Where the other checker fails, its cell stays empty and the table goes on. */
  private BugMeasurement measure(Bug bug, OtherChecker other) throws IOException {
    if (other.takes(bug.scenario)) {
      try {
        return other.measure(bug.scenario, bug.file, Duration.ofSeconds(checkerSeconds));
      } catch (CheckerFailedException e) {
        hasFailed = true;
        console.error(String.valueOf(e.getMessage()));
      }
    }
    return BugMeasurement.notTaken(BugBenchmark.nameOf(bug.scenario), other.name());
  }
}
