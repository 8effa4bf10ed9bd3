package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scheduler.Counted;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.reports.ReportFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The last lines of a run: what it came by, and how it ended. */
final class SummaryLines {
  private final Console console;

  SummaryLines(Console console) {
    this.console = console;
  }

  void print(RunResult run, ReportFiles reports) {
    List<ScenarioResult> results = run.scenarios();
    long executions = results.stream().mapToLong(ScenarioResult::executions).sum();
    long nanos = results.stream().mapToLong(ScenarioResult::nanos).sum();
    console.line("");
    console.line(reach(results));
    if (!run.shard().equals(Shard.WHOLE)) {
      console.line("shard " + run.shard()
          + ": alone no proof; './lockstep merge' joins the report.json of all "
          + run.shard().count());
    }
    console.line(String.format(
        Locale.ROOT,
        "%d of %s as expected, %s in %.1f s; report: %s",
        results.stream().filter(ScenarioResult::asExpected).count(),
        Counted.of(results.size(), "scenario"),
        Counted.grouped(executions, "execution"),
        ResultLines.seconds(nanos),
        shown(reports.html())));
  }

  /** Sums over the scenarios; the reports say which. */
  private static String reach(List<ScenarioResult> results) {
    List<Reach> reaches = results.stream().map(ScenarioResult::reach).toList();
    return String.format(
        Locale.ROOT,
        "conflicting steps: %,d pairs in both orders, %,d in one, %,d never; faults never taken: %,d",
        count(reaches, Seen.BOTH),
        count(reaches, Seen.FORWARD) + count(reaches, Seen.BACKWARD),
        count(reaches, Seen.NEVER),
        reaches.stream().mapToLong(reach -> reach.faults().size()).sum());
  }

  private static long count(List<Reach> reaches, Seen seen) {
    return reaches.stream().mapToLong(reach -> reach.count(seen)).sum();
  }

  /** A path as a person in the current folder would write it. */
  static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }
}
