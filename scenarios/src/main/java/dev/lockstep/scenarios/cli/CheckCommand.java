package dev.lockstep.scenarios.cli;

import dev.lockstep.model.check.Canary;
import dev.lockstep.model.check.ExplorationOptions;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.reports.ReportFiles;
import dev.lockstep.reports.Reports;
import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code lockstep check}:
 *
 * <ol>
 *   <li>select the scenario files and parse them all, so that a mistake in the last one costs no time,
 *       nor do reports that cannot be written;
 *   <li>find two planted bugs ({@link Canary}): a checker that cannot is broken, not green;
 *   <li>explore one after the other, a line each;
 *   <li>explain what did not end as expected, and shrink the scenario;
 *   <li>write the reports;
 *   <li>sum up in one line and in the exit code.
 * </ol>
 */
@Command(
    name = "check",
    description = "Explores scenarios and says which did not end as their files expect.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lockstep check",
      "  ./lockstep check scenarios/proofs scenarios/crash",
      "  ./lockstep check bugs --scheduler random --executions 5000 --seed 7",
      "  ./lockstep check bugs --healthy --scheduler random --executions 10000",
      "",
      "Exit codes: 0 all ended as their files expect, 1 some did not, or a limit was reached,",
      "2 an argument or a file is wrong, 3 a bug of Lockstep itself, 4 nothing broke in a",
      "shard, which alone is no proof."
    })
final class CheckCommand implements Callable<Integer> {
  private final Console console;
  private final Home home;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "scenario files, folders or names; default: all but those of proofs-long/")
  private List<Path> paths = List.of();

  @Mixin
  private SearchOptions search = new SearchOptions();

  @Mixin
  private EffortOptions effort = new EffortOptions();

  @Option(
      names = "--scenarios",
      paramLabel = "DIR",
      description = "the folder from which names are counted; default: scenarios/")
  private @Nullable Path scenariosFolder;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "where the reports are written; default: target/lockstep/")
  private @Nullable Path reportFolder;

  @Option(
      names = "--healthy",
      description = "leave the seeded bugs out: the engine as it ships must hold in every scenario")
  private boolean isHealthy;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "keep here how far it comes; where the file is there, go on from there. It is removed when all is done")
  private @Nullable Path checkpoint;

  @Option(names = "--no-progress", description = "no progress bar, on a terminal either")
  private boolean isQuiet;

  CheckCommand(Console console, Home home) {
    this.console = console;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    search.validate();
    ExplorationOptions options = effort.read();
    List<Entry> files = select();
    List<Scenario> scenarios = parse(files);
    Reports.checkWritable(reportFolder());
    CheckProgress done =
        CheckProgress.of(Optional.ofNullable(checkpoint), run(List.of(), options), scenarios);
    Canary.sing();
    List<ScenarioResult> results = inFolders(files, exploreAll(scenarios, options, done));
    explain(scenarios, results);
    RunResult run = run(results, options);
    ReportFiles reports = Reports.write(run, reportFolder());
    new SummaryLines(console).print(run, reports);
    done.close().ifPresent(console::line);
    return ExitCode.of(run).code();
  }

  private List<Entry> select() throws IOException {
    Path root = scenariosFolder == null ? home.scenarios() : scenariosFolder;
    return new ScenarioSelection(root).files(paths);
  }

  private List<Scenario> parse(List<Entry> files) throws IOException {
    return ScenarioSelection.parse(files).stream()
        .map(scenario -> isHealthy ? scenario.withoutFault() : scenario)
        .map(scenario -> scenario.withSearch(search.applyTo(scenario.search())))
        .toList();
  }

  private List<ScenarioResult> exploreAll(
      List<Scenario> scenarios, ExplorationOptions options, CheckProgress done) throws IOException {
    ResultLines lines = new ResultLines(scenarios.stream().map(Scenario::name).toList());
    Progress progress = console.isTerminal() && !isQuiet
        ? new BarProgress(console, lines)
        : new PlainProgress(console, lines);
    List<ScenarioResult> results = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      progress.begin(scenario);
      Optional<ScenarioResult> known = done.finished(scenario);
      ScenarioResult result =
          known.isPresent() ? known.get() : explore(scenario, progress, options, done);
      progress.end(result);
      results.add(result);
    }
    return results;
  }

  private static ScenarioResult explore(
      Scenario scenario, Progress progress, ExplorationOptions options, CheckProgress done)
      throws IOException {
    try {
      Explorer explorer =
          new Explorer(scenario, progress::advance, options, done.checkpoint(scenario));
      ScenarioResult result = explorer.explore();
      done.ended(result);
      return result;
    } catch (ScenarioException e) {
      throw new UnusableArgumentException(scenario.name() + ": " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private void explain(List<Scenario> scenarios, List<ScenarioResult> results) throws IOException {
    SmallerScenario smaller = new SmallerScenario(reportFolder(), SummaryLines::shown);
    for (int i = 0; i < results.size(); i++) {
      ScenarioResult result = results.get(i);
      if (!result.asExpected() && result.verdict() != Verdict.SHARD) {
        UnexpectedText.of(result).forEach(console::line);
        if (isHealthy) {
          console.line("  the seeded bug was left out: replay with --healthy");
        }
        smaller.lines(scenarios.get(i), result).forEach(console::line);
      }
    }
  }

  private Path reportFolder() {
    return reportFolder == null ? home.reports() : reportFolder;
  }

  /** The results, with the folder that a replay has to be told of so that it finds the file. */
  private List<ScenarioResult> inFolders(List<Entry> files, List<ScenarioResult> results) {
    List<ScenarioResult> placed = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Path root = ScenarioSelection.rootOf(files.get(i));
      boolean isUsual = root.equals(home.scenarios().toAbsolutePath().normalize());
      ScenarioResult result = results.get(i);
      placed.add(isUsual ? result : result.in(SummaryLines.shown(root).toString()));
    }
    return placed;
  }

  private static RunResult run(List<ScenarioResult> results, ExplorationOptions options) {
    String driver = TaskDriver.best().name().toLowerCase(Locale.ROOT);
    String java = System.getProperty("java.version");
    return new RunResult(Version.current(), java, driver, options.shard(), results);
  }
}
