package dev.lockstep.reports;

import dev.lockstep.model.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes every report of a run. All are rendered before the first is written, and each appears
 * {@linkplain WholeFile whole} or not at all. The same result gives the same bytes.
 */
public final class Reports {
  private static final String HTML = "report.html";
  private static final String JUNIT = "junit.xml";
  private static final String JSON = "report.json";
  private static final String SUMMARY = "summary.md";

  private Reports() {}

  /**
   * Sees whether reports could be written, before the run that they are of.
   *
   * @param directory created if it is not there
   * @throws IOException if one could not
   */
  public static void checkWritable(Path directory) throws IOException {
    for (String name : List.of(HTML, JUNIT, JSON, SUMMARY)) {
      WholeFile.checkWritable(directory.resolve(name));
    }
  }

  /**
   * Writes {@code report.html}, {@code junit.xml}, {@code report.json} and {@code summary.md}, in
   * place of those that are there.
   *
   * @param directory created if it is not there
   * @throws IOException if a file cannot be written; the ones before it are
   */
  public static ReportFiles write(RunResult result, Path directory) throws IOException {
    String json = JsonReport.render(result);
    String html = HtmlReport.render(result);
    String junit = JUnitReport.render(result);
    String summary = MarkdownReport.render(result);

    return new ReportFiles(
        WholeFile.write(directory.resolve(HTML), html),
        WholeFile.write(directory.resolve(JUNIT), junit),
        WholeFile.write(directory.resolve(JSON), json),
        WholeFile.write(directory.resolve(SUMMARY), summary));
  }
}
