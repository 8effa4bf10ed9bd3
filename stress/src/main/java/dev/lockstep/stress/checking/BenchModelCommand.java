package dev.lockstep.stress.checking;

import dev.lockstep.reports.WholeFile;
import dev.lockstep.scenarios.language.ScenarioFolder;
import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import dev.lockstep.stress.checking.MeasuringProcess.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench model}: how fast the checker is, as a Markdown table. */
@Command(
    name = "model",
    description = "Executions per second of the checker, and how long its proofs take; beside"
        + " Lincheck on a store made for the purpose.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  ./lockstep bench model --quick --json model.json")
final class BenchModelCommand implements Callable<Integer> {
  private static final double SECONDS = 10;
  private static final double SECONDS_QUICK = 2;

  /** The one that a quick run proves, and that is searched within a bound too. */
  private static final String QUICK_PROOF = "proofs/flusher-compactor-scan";

  private final Consumer<String> lines;
  private final Path home;

  @Option(names = "--quick", description = "one proof only, and measure for a short while")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "write the numbers here too")
  private @Nullable Path json;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description =
          "a JDK to measure on, may be repeated; default: this one, and the JDKs 17 and 25"
              + " below /usr/lib/jvm")
  private List<Path> javaHomes = List.of();

  BenchModelCommand(Consumer<String> lines, Path home) {
    this.lines = lines;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    Map<Integer, Path> homes = JavaHomes.find(javaHomes);
    List<Task> tasks = tasks();
    if (json != null) {
      WholeFile.checkWritable(json);
    }
    List<Measurement> measured = new ArrayList<>();
    MeasurementTable.head().forEach(lines);
    for (Path javaHome : homes.values()) {
      for (Task task : tasks) {
        Measurement one = MeasuringProcess.start(javaHome, task);
        lines.accept(MeasurementTable.row(one, measured));
        measured.add(one);
      }
    }
    if (json != null) {
      WholeFile.write(json, MeasurementJson.all(measured));
    }
    return 0;
  }

  private List<Task> tasks() throws IOException {
    double seconds = quick ? SECONDS_QUICK : SECONDS;
    TreeSet<Integer> jobs = new TreeSet<>(List.of(1, Runtime.getRuntime().availableProcessors()));
    String store = SmallStoreRun.SUBJECT;
    List<Task> tasks = new ArrayList<>();
    tasks.add(new Task(store, Measurement.LINCHECK, Path.of(""), seconds, 1));
    tasks.addAll(each(jobs, store, Path.of(""), seconds));
    Path folder = home.resolve("scenarios");
    for (Entry proof : new ScenarioFolder(folder).find(folder.resolve("proofs"))) {
      if (!quick || proof.name().equals(QUICK_PROOF)) {
        tasks.addAll(each(jobs, proof.name(), proof.file(), seconds));
      }
      if (proof.name().equals(QUICK_PROOF)) {
        tasks.addAll(each(jobs, proof.name() + ProofRun.BOUNDED, proof.file(), seconds));
      }
    }
    return tasks;
  }

  private static List<Task> each(Set<Integer> jobs, String subject, Path file, double seconds) {
    return jobs.stream()
        .map(count -> new Task(subject, Measurement.LOCKSTEP, file, seconds, count))
        .toList();
  }
}
