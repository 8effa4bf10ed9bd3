package dev.lockstep.stress.checking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.model.scenario.ScenarioException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * JVMs of their own for one measurement, so that none warms up another's code: {@link #start} starts
 * them, {@link #main} is what they run. The small store is divided among processes, one a job, each
 * pinned to a core where there is {@code taskset}: threads that take turns are slow when they are
 * spread over cores. All begin when the last is warmed up. Scenarios run with the collector that the command
 * line runs with. A proof is one search, so its jobs share one process and as many cores.
 */
public final class MeasuringProcess {
  /** Begins the line that holds the result; Lincheck prints lines of its own. */
  private static final String RESULT = "measured: ";

  /** Says that a process is warmed up; it goes on when a line is written to it. */
  private static final String WARM = "warm";

  private MeasuringProcess() {}

  /**
   * What to measure.
   *
   * @param subject {@link SmallStoreRun#SUBJECT}, or the name of a scenario, which may end in {@link
   *     ProofRun#BOUNDED}
   * @param file the scenario's file; of no meaning for the other
   */
  record Task(String subject, String tool, Path file, double seconds, int jobs) {

    boolean isScenario() {
      return !subject.equals(SmallStoreRun.SUBJECT);
    }

    int processes() {
      return isScenario() ? 1 : jobs;
    }

    /** The cores that a process may use, as {@code taskset} wants them. */
    String cores(int process) {
      return isScenario() ? "0-" + (jobs - 1) : Integer.toString(process);
    }
  }

  /**
   * Measures on that Java: starts all processes, waits for them, and sums up.
   *
   * @throws IOException if one cannot run or ends without a result
   */
  static Measurement start(Path javaHome, Task task) throws IOException {
    List<Path> errors = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    try {
      for (int job = 0; job < task.processes(); job++) {
        errors.add(Files.createTempFile("lockstep-bench", ".err"));
        processes.add(new ProcessBuilder(command(javaHome, task, job))
            .redirectError(errors.get(job).toFile())
            .start());
      }
      List<BufferedReader> outputs =
          processes.stream().map(process -> process.inputReader(UTF_8)).toList();
      for (int job = 0; job < task.processes(); job++) {
        lineWith(WARM, outputs.get(job), task, errors.get(job));
      }
      for (Process process : processes) {
        process.outputWriter(UTF_8).append('\n').flush();
      }
      Measurement sum = result(outputs.get(0), task, errors.get(0));
      for (int job = 1; job < task.processes(); job++) {
        sum = sum.and(result(outputs.get(job), task, errors.get(job)));
      }
      return sum;
    } finally {
      processes.forEach(Process::destroyForcibly);
      for (Path file : errors) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<String> command(Path javaHome, Task task, int job) {
    List<String> command = new ArrayList<>();
    if (hasTaskset()) {
      command.addAll(List.of("taskset", "-c", task.cores(job)));
    }
    command.addAll(List.of(
        javaHome.resolve("bin").resolve("java").toString(),
        task.isScenario() ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC",
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+EnableDynamicAgentLoading",
        "--add-exports",
        "java.base/jdk.internal.vm=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        MeasuringProcess.class.getName(),
        task.subject,
        task.tool,
        task.file.toString(),
        Double.toString(task.seconds),
        Integer.toString(job),
        Integer.toString(task.jobs)));
    return command;
  }

  private static Measurement result(BufferedReader output, Task task, Path errors)
      throws IOException {
    return MeasurementJson.parse(lineWith(RESULT, output, task, errors));
  }

  /** What follows in the first line that begins so. */
  private static String lineWith(String beginning, BufferedReader output, Task task, Path errors)
      throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException(task.subject + " under " + task.tool + " could not be measured: "
          + Files.readString(errors).lines().findFirst().orElse("it says nothing"));
    }
    return line.substring(beginning.length());
  }

  private static boolean hasTaskset() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }

  /** Measures what the arguments say, in the order of the command, and prints the result. */
  public static void main(String[] args) throws IOException, ScenarioException {
    Task task = new Task(
        args[0], args[1], Path.of(args[2]), Double.parseDouble(args[3]), Integer.parseInt(args[5]));
    Measurement measured = measure(task, Integer.parseInt(args[4]));
    System.out.println("\n" + RESULT + MeasurementJson.of(measured));
    System.exit(0);
  }

  private static Measurement measure(Task task, int job) throws IOException, ScenarioException {
    if (task.tool.equals(Measurement.LINCHECK)) {
      return LincheckRun.measure(task.seconds, MeasuringProcess::awaitStart);
    }
    return task.isScenario()
        ? ProofRun.measure(
            task.subject, task.file, task.seconds, task.jobs, MeasuringProcess::awaitStart)
        : SmallStoreRun.measure(task.seconds, job, task.jobs, MeasuringProcess::awaitStart);
  }

  private static void awaitStart() throws IOException {
    System.out.println("\n" + WARM);
    int started = System.in.read();
    if (started < 0) {
      throw new IOException("whoever measures has gone");
    }
  }
}
