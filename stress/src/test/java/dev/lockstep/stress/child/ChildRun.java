package dev.lockstep.stress.child;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One run of another program, which ends by itself or is ended: nothing of it outlives its test.
 *
 * @param output all it printed, on both streams
 */
public record ChildRun(int exitCode, String output) {
  private static final String OUTPUT = "output.txt";
  private static final Duration POLL = Duration.ofMillis(20);

  /** The {@code java} that runs this. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs a command and waits for its end.
   *
   * @param directory where it works, and where {@code output.txt} with what it printed stays
   * @throws org.awaitility.core.ConditionTimeoutException if it takes longer than {@code durationMax}
   */
  public static ChildRun of(Path directory, Duration durationMax, List<String> command)
      throws IOException {
    Path output = directory.resolve(OUTPUT);
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    Thread end = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(end);
    try {
      await("the end of " + command.get(0) + ", which prints to " + output)
          .pollInterval(POLL)
          .atMost(durationMax)
          .until(() -> !process.isAlive());
      return new ChildRun(process.exitValue(), Files.readString(output));
    } finally {
      kill(process);
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
