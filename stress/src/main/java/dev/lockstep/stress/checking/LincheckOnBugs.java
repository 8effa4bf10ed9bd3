package dev.lockstep.stress.checking;

import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.scenarios.bench.BugBenchmark;
import dev.lockstep.scenarios.bench.BugMeasurement;
import dev.lockstep.scenarios.bench.CheckerFailedException;
import dev.lockstep.scenarios.bench.OtherChecker;
import dev.lockstep.scenarios.bugs.Museum;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lincheck beside the schedulers, in a process of its own on Java 17, where it sees every race. It takes
 * the bugs of several tasks on a vbucket that show in answers, in what a scan sees, in counters or in a
 * deadlock; it knows neither crashes nor failing machines, and no file is looked at. It gives up after as
 * many executions as the schedulers, or when its time is over. Without such a JDK it takes nothing.
 */
public final class LincheckOnBugs implements OtherChecker {
  private static final String NAME = "lincheck";
  private static final String RESULT = "found after: ";
  private static final String THROWN = "Exception in thread";
  private static final int JAVA = 17;

  /** What it follows references into to know what an execution has changed. */
  private static final List<String> OPENED = List.of("java.util", "java.util.regex");

  /** What shows in nothing that two runs are compared by. */
  private static final Set<String> HIDDEN =
      Set.of("files", "purge", "monotonic", "no-starvation", "terminates");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(Scenario bug) {
    boolean shows = bug.expectation()
        .violated()
        .filter(property -> !HIDDEN.contains(property.key()))
        .isPresent();
    return shows
        && bug.tasks().size() > 1
        && !bug.crash()
        && bug.diskChange().isEmpty()
        && bug.faults().isNone()
        && bug.script().isEmpty()
        && !bug.asksTheBucket();
  }

  @Override
  public BugMeasurement measure(Scenario bug, Path file, Duration limit) throws IOException {
    Path java = JavaHomes.find(List.of()).get(JAVA);
    if (java == null) {
      return BugMeasurement.notTaken(BugBenchmark.nameOf(bug), NAME);
    }
    List<String> said = run(java, bug, file, limit);
    return said.stream()
        .filter(line -> line.startsWith(RESULT))
        .map(line -> measured(bug, line.substring(RESULT.length())))
        .findFirst()
        .orElseThrow(() -> failed(bug, said));
  }

  /** It accuses the healthy engine, or has met a bug of its own. */
  private static CheckerFailedException failed(Scenario bug, List<String> said) {
    String why =
        said.stream().filter(line -> line.startsWith(THROWN)).findFirst().orElse("no reason");
    return new CheckerFailedException(
        "Lincheck ended without a result on " + bug.name() + ": " + why);
  }

  /** The line that the process ends with: whether it found the bug, invocations, nanoseconds. */
  private static BugMeasurement measured(Scenario bug, String result) {
    List<String> numbers = List.of(result.split(" ", -1));
    boolean found = Boolean.parseBoolean(numbers.get(0));
    return new BugMeasurement(
        BugBenchmark.nameOf(bug),
        NAME,
        1,
        found ? 1 : 0,
        found ? Optional.of(Long.valueOf(numbers.get(1))) : Optional.empty(),
        found ? Optional.of(Long.valueOf(numbers.get(2))) : Optional.empty(),
        OptionalInt.empty());
  }

  /** The lines that the process says; that nothing was found if it takes too long. */
  private static List<String> run(Path java, Scenario bug, Path file, Duration limit)
      throws IOException {
    Path output = Files.createTempFile("lockstep-lincheck", ".out");
    Process process = new ProcessBuilder(command(java, bug, file))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
          ? Files.readAllLines(output)
          : List.of(RESULT + "false 0 0");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Lincheck ran", e);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  private static List<String> command(Path java, Scenario bug, Path file) {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin").resolve("java").toString());
    command.add("-XX:+UseSerialGC");
    OPENED.forEach(
        name -> command.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LincheckOnBugs.class.getName(), bug.name(), file.toString()));
    return command;
  }

  /** Searches for the bug of the scenario of this name, in this file, and prints what came of it. */
  public static void main(String[] args) throws IOException {
    Scenario bug = new ScenarioParser(new Museum()).parse(Path.of(args[1]), args[0]);
    LincheckSearch.Result result = LincheckSearch.search(bug, BugBenchmark.EXECUTIONS_MAX);
    System.out.println(
        "\n" + RESULT + result.found() + " " + result.invocations() + " " + result.nanos());
    System.exit(0);
  }
}
