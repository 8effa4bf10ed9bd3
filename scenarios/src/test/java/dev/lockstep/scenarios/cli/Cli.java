package dev.lockstep.scenarios.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands in this JVM, in a folder of their own. */
final class Cli {
  private final Path home;

  Cli(Path home) {
    this.home = home;
  }

  /** What a command left behind. */
  record Result(ExitCode exitCode, String out, String err) {
    List<String> errorLines() {
      return err.lines().toList();
    }
  }

  Result run(String... args) {
    return run(false, args);
  }

  /** Runs a command for a person who watches, or for a log. */
  Result run(boolean isTerminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(
        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), isTerminal);
    ExitCode code = new CommandLineRun(console, new Home(home)).run(args);
    return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Writes a scenario file below {@code scenarios/}. */
  Path scenario(String name, String text) throws IOException {
    Path file = home.resolve("scenarios").resolve(name + ".yaml");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Every file in the folder, sorted. */
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> home.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
