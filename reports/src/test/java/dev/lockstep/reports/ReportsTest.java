package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportsTest {
  @TempDir
  Path directory;

  @Test
  void writesTheFourReportsAndNothingElse() throws IOException {
    Path target = directory.resolve("not/there/yet");

    ReportFiles files = Reports.write(Examples.mixed(), target);

    assertThat(names(target))
        .containsExactly("junit.xml", "report.html", "report.json", "summary.md");
    assertThat(files.html()).isEqualTo(target.resolve("report.html")).isNotEmptyFile();
    assertThat(files.junit()).isEqualTo(target.resolve("junit.xml")).isNotEmptyFile();
    assertThat(files.json()).isEqualTo(target.resolve("report.json")).isNotEmptyFile();
    assertThat(files.summary()).isEqualTo(target.resolve("summary.md")).isNotEmptyFile();
  }

  @Test
  void givesTheSameBytesForTheSameResult() throws IOException {
    Path one = directory.resolve("one");
    Path other = directory.resolve("other");

    Reports.write(Examples.mixed(), one);
    Reports.write(Examples.mixed(), other);

    for (String name : names(one)) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
    }
  }

  @Test
  void replacesTheReportsOfTheRunBefore() throws IOException {
    Reports.write(Examples.mixed(), directory);

    ReportFiles files = Reports.write(Examples.run(Examples.holds("proofs/one")), directory);

    assertThat(files.summary()).content().contains("proofs/one").doesNotContain("B05");
    assertThat(files.html()).content().contains("proofs/one").doesNotContain("B05-metadata");
  }

  @Test
  void keepsAnOldReportWhoseSuccessorCannotBeWritten() throws IOException {
    ReportFiles files = Reports.write(Examples.mixed(), directory);
    Files.createDirectories(directory.resolve("report.html.partial/in the way"));

    assertThatThrownBy(() -> Reports.write(Examples.run(), directory))
        .isInstanceOf(IOException.class);

    assertThat(files.html()).content().contains("B05-metadata");
  }

  @Test
  void refusesADirectoryThatIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");

    assertThatThrownBy(() -> Reports.write(Examples.mixed(), file)).isInstanceOf(IOException.class);

    assertThat(file).hasContent("mine");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
