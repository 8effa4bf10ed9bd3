package dev.lockstep.stress.fuzz;

import dev.lockstep.stress.child.ChildRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of Jazzer, in a JVM of its own with little memory, so that what allocates without bound fails.
 *
 * @param exitCode 0 where nothing was found
 * @param inputs how many were tried
 * @param output all it printed
 */
record JazzerRun(int exitCode, long inputs, String output) {
  /** Jazzer's exit code for a finding. */
  static final int FOUND = 77;

  /** One input that takes longer hangs. The first one loads and instruments the reader, on a busy machine too. */
  private static final int SECONDS_PER_INPUT_MAX = 120;

  private static final Duration DURATION_MAX = Duration.ofHours(1);

  private static final Pattern INPUTS = Pattern.compile("number_of_executed_units: (\\d+)");

  /**
   * Fuzzes a target.
   *
   * @param corpus inputs to start from; what is found to be interesting stays in {@code directory}
   * @param directory an empty one
   * @param limit the option that ends the run, {@code -runs=N} or {@code -max_total_time=SECONDS}
   */
  static JazzerRun of(Class<?> target, Path corpus, Path directory, String limit, long seed)
      throws IOException {
    Path found = Files.createDirectories(directory.resolve("corpus"));
    ChildRun run = ChildRun.of(
        directory,
        DURATION_MAX,
        List.of(
            ChildRun.java(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.getName(),
            "--instrumentation_includes=dev.lockstep.engine.**",
            "--reproducer_path=" + directory,
            "-seed=" + seed,
            "-max_len=20000",
            "-len_control=0",
            "-timeout=" + SECONDS_PER_INPUT_MAX,
            limit,
            "-print_final_stats=1",
            "-artifact_prefix=" + directory + "/",
            found.toString(),
            corpus.toString()));
    Matcher inputs = INPUTS.matcher(run.output());
    long tried = inputs.find() ? Long.parseLong(inputs.group(1)) : 0;
    return new JazzerRun(run.exitCode(), tried, run.output());
  }
}
