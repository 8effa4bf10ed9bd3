package dev.lockstep.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.lockstep.model.check.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes every report of a run. All are rendered before the first is written, and each appears
 * whole under its name or not at all, so whoever watches the directory never reads half a report.
 * The same result gives the same bytes.
 */
public final class Reports {
  private Reports() {}

  /**
   * Writes {@code report.html}, {@code junit.xml}, {@code report.json} and {@code summary.md}, in
   * place of those that are there.
   *
   * @param directory created if it is not there
   * @throws IOException if a file cannot be written; the ones before it are
   */
  public static ReportFiles write(RunResult result, Path directory) throws IOException {
    String json = JsonReport.render(result);
    String html = HtmlReport.render(result, json);
    String junit = JUnitReport.render(result);
    String summary = MarkdownReport.render(result);

    Files.createDirectories(directory);
    return new ReportFiles(
        replace(directory.resolve("report.html"), html),
        replace(directory.resolve("junit.xml"), junit),
        replace(directory.resolve("report.json"), json),
        replace(directory.resolve("summary.md"), summary));
  }

  private static Path replace(Path file, String content) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.write(partial, content.getBytes(UTF_8));
      return Files.move(partial, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
