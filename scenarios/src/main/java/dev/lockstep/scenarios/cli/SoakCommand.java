package dev.lockstep.scenarios.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep soak}: the engine on real threads and files against a shadow of what it must hold. */
@Command(
    name = "soak",
    description =
        "Writes, compacts, reads, rolls back, deletes and recreates vbuckets at random on real"
            + " threads and files, and compares everything read with what was written.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExample:%n",
    footer = {
      "  ./lockstep soak --minutes 60 --dir target/soak",
      "",
      "Exit codes: 0 all that was read is what was written, 1 it is not, a call failed, a task",
      "hangs, or nothing was shown, 2 an argument is wrong."
    })
final class SoakCommand implements Callable<Integer> {
  private static final int SECONDS_PER_MINUTE = 60;
  private static final double MINUTES_MAX = 7 * 24 * 60;
  private static final int VBUCKETS_MAX = 64;
  private static final int READERS_MAX = 64;
  private static final long SEED_BOUND = 1_000_000_000;

  private final Console console;

  @Option(
      names = "--minutes",
      required = true,
      paramLabel = "N",
      description = "how long; a fraction such as 0.5 will do")
  private double minutes;

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "DIR",
      description = "where the files are, kept afterwards; must be empty or not exist")
  private Path directory = Path.of("");

  @Option(names = "--seed", paramLabel = "SEED", description = "default: a new one, printed")
  private @Nullable Long seed;

  @Option(
      names = "--vbuckets",
      paramLabel = "N",
      description = "of each of the two stores; default: ${DEFAULT-VALUE}")
  private int vbuckets = 4;

  @Option(
      names = "--readers",
      paramLabel = "N",
      description = "tasks that read, for each store; default: ${DEFAULT-VALUE}")
  private int readers = 2;

  SoakCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    validate();
    Soak soak = ServiceLoader.load(Soak.class)
        .findFirst()
        .orElseThrow(() -> new UnusableArgumentException(
            "the soak test is not in this jar: run ./lockstep soak, which builds it"));
    Files.createDirectories(directory);
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(SEED_BOUND) : seed;
    long seconds = Math.max(1, Math.round(minutes * SECONDS_PER_MINUTE));
    Soak.Request request = new Soak.Request(directory, seconds, chosen, vbuckets, readers);
    boolean passed = soak.run(request, console::line, line -> console.err().print(line + "\n"));
    return (passed ? ExitCode.AS_EXPECTED : ExitCode.NOT_AS_EXPECTED).code();
  }

  private void validate() throws IOException {
    if (!(minutes > 0 && minutes <= MINUTES_MAX)) {
      throw new UnusableArgumentException(
          "--minutes is " + minutes + ": give a number above 0, at most " + (long) MINUTES_MAX);
    }
    checkCount("--vbuckets", vbuckets, VBUCKETS_MAX);
    checkCount("--readers", readers, READERS_MAX);
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new UnusableArgumentException(directory + " is no directory: name another");
    }
    if (Files.isDirectory(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        if (entries.findAny().isPresent()) {
          throw new UnusableArgumentException(
              directory + " is not empty: name an empty or a new directory");
        }
      }
    }
  }

  private static void checkCount(String option, int count, int max)
      throws UnusableArgumentException {
    if (count < 1 || count > max) {
      throw new UnusableArgumentException(
          option + " is " + count + ": give a number from 1 to " + max);
    }
  }
}
