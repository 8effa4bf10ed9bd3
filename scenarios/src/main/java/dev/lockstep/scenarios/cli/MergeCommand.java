package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.Shares;
import dev.lockstep.model.result.Shares.Share;
import dev.lockstep.model.result.SharesException;
import dev.lockstep.reports.JsonResults;
import dev.lockstep.reports.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code lockstep merge}: what several machines found with {@code check --shard}, as one machine
 * would have found it.
 */
@Command(
    name = "merge",
    description = "Joins the report.json of every shard of a check into one result.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./lockstep merge first/report.json second/report.json --report-dir all",
      "",
      "Exit codes: those of 'lockstep check' of the whole."
    })
final class MergeCommand implements Callable<Integer> {
  private final Console console;
  private final Home home;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "the report.json that each check with --shard wrote")
  private List<Path> files = List.of();

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "where the reports of the whole are written; default: target/lockstep/")
  private @Nullable Path reportFolder;

  MergeCommand(Console console, Home home) {
    this.console = console;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    RunResult result = join();
    Path folder = reportFolder == null ? home.reports() : reportFolder;
    Reports.checkWritable(folder);
    ResultLines lines =
        new ResultLines(result.scenarios().stream().map(ScenarioResult::name).toList());
    result.scenarios().forEach(scenario -> console.line(lines.of(scenario)));
    for (ScenarioResult scenario : result.scenarios()) {
      if (!scenario.asExpected()) {
        UnexpectedText.of(scenario).forEach(console::line);
      }
    }
    new SummaryLines(console).print(result, Reports.write(result, folder));
    return ExitCode.of(result).code();
  }

  private RunResult join() throws IOException {
    List<Share> shares = new ArrayList<>();
    for (Path file : files) {
      shares.add(new Share(file.toString(), JsonResults.read(file)));
    }
    try {
      return Shares.join(shares);
    } catch (SharesException e) {
      throw new UnusableArgumentException(String.valueOf(e.getMessage()));
    }
  }
}
