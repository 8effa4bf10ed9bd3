package dev.lockstep.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The browser of this machine, without a window. Tests that need one are skipped where there is none. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int SECONDS_MAX = 60;

  private final Path directory;

  /** Keeps its files in {@code directory}. */
  Browser(Path directory) {
    this.directory = directory;
  }

  /** Opens a page, lets its scripts run, and returns what it is then as HTML. */
  String open(String page) throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve("page.html"), page.getBytes(UTF_8));
    Path shown = directory.resolve("shown.html");
    Path log = directory.resolve("log.txt");
    Process process = new ProcessBuilder(command(file))
        .redirectOutput(shown.toFile())
        .redirectError(log.toFile())
        .start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      abort("the browser did not answer within " + SECONDS_MAX + " s");
    }
    if (process.exitValue() != 0) {
      abort("the browser does not run here: exit code " + process.exitValue());
    }
    assertThat(Files.readString(log, UTF_8)).as("errors of scripts").doesNotContain("Uncaught");
    return Files.readString(shown, UTF_8);
  }

  private List<String> command(Path file) {
    return List.of(
        executable(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--user-data-dir=" + directory.resolve("profile"),
        "--window-size=1400,1000",
        "--virtual-time-budget=2000",
        "--enable-logging=stderr",
        "--dump-dom",
        file.toUri().toString());
  }

  private static String executable() {
    Optional<Path> found = Arrays.stream(
            System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
    return found
        .map(Path::toString)
        .orElseGet(() -> abort("no Chromium or Chrome on the PATH to open the page with"));
  }
}
