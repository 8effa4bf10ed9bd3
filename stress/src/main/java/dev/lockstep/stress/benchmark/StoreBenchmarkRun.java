package dev.lockstep.stress.benchmark;

import dev.lockstep.reports.WholeFile;
import dev.lockstep.scenarios.cli.StoreBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures our engine and every peer that can be loaded:
 *
 * <ol>
 *   <li>Find the contenders. One that cannot be loaded is named with the reason, and left out.
 *   <li>Take each through all workloads twice, in directories of their own: small, to warm the code
 *       up, and then as large as asked. A peer of which a workload takes too long is given up: it is
 *       named with the reason, and what it ended before stays.
 *   <li>Print the table and write the JSON form. A peer that failed is named with the reason, and left
 *       out; a failure of ours is one of the run.
 * </ol>
 */
public final class StoreBenchmarkRun implements StoreBenchmark {
  private static final Duration END_MAX = Duration.ofSeconds(10);

  @Override
  public void run(Request request, Consumer<String> out, Consumer<String> progress)
      throws IOException {
    Effort effort = request.quick() ? Effort.QUICK : Effort.FULL;
    List<String> leftOut = new ArrayList<>();
    List<Measurement> measurements = new ArrayList<>();
    for (Contender contender : contenders(request.engines(), leftOut)) {
      measurements.addAll(measured(contender, request.directory(), effort, progress, leftOut));
    }
    if (measurements.isEmpty()) {
      leftOut.add(0, "none of " + request.engines() + " could be measured");
      throw new IOException(String.join("; ", leftOut));
    }
    report(request, effort, measurements, leftOut, out);
  }

  /** Step 1. */
  private static List<Contender> contenders(List<String> wanted, List<String> leftOut) {
    List<Contender> all = new ArrayList<>(List.of(new Lockstep()));
    Iterator<Contender> peers = ServiceLoader.load(Contender.class).iterator();
    boolean more = true;
    while (more) {
      try {
        more = peers.hasNext();
        if (more) {
          all.add(peers.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        leftOut.add("a peer is left out: it cannot be loaded: " + reason(e));
      }
    }
    return all.stream()
        .filter(contender -> wanted.isEmpty() || wanted.contains(contender.name()))
        .toList();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.toString() : failure.getMessage() + ": " + cause;
  }

  /** Step 2, of one contender. */
  static List<Measurement> measured(
      Contender contender,
      Path parent,
      Effort effort,
      Consumer<String> progress,
      List<String> leftOut)
      throws IOException {
    List<Measurement> ended = new ArrayList<>();
    try {
      runIn(parent, contender, effort.warmUp(), warmUp -> {});
      runIn(parent, contender, effort, measurement -> {
        ended.add(measurement);
        progress.accept(line(measurement));
      });
      return ended;
    } catch (IOException | RuntimeException | LinkageError e) {
      if (contender instanceof Lockstep) {
        throw e;
      }
      boolean isOverLimit = e instanceof OverLimitException;
      leftOut.add(
          isOverLimit ? e.getMessage() : contender.name() + " is left out: it failed: " + e);
      return isOverLimit ? ended : List.of();
    }
  }

  private static String line(Measurement measurement) {
    return String.format(
        Locale.ROOT,
        "%-9s %-24s %,12.0f documents/s",
        measurement.engine(),
        measurement.workload().label(),
        measurement.docsPerSecond());
  }

  /** Step 2, once. */
  private static void runIn(
      Path parent, Contender contender, Effort effort, Consumer<Measurement> done)
      throws IOException {
    Path directory = Files.createTempDirectory(parent, "bench-" + contender.name() + "-");
    LimitedRun.Limits limits =
        new LimitedRun.Limits(Duration.ofSeconds(effort.workloadSecondsMax()), END_MAX);
    boolean isInUse = false;
    try {
      LimitedRun.run(contender, directory, effort, limits, done);
    } catch (OverLimitException e) {
      isInUse = e.isLeftBehind();
      throw e;
    } finally {
      if (!isInUse) {
        remove(directory);
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(directory)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  /** Step 3. */
  private static void report(
      Request request,
      Effort effort,
      List<Measurement> measurements,
      List<String> leftOut,
      Consumer<String> out)
      throws IOException {
    out.accept(String.format(
        "%,d documents of %d + %d bytes. No store syncs: a commit survives the process, not the"
            + " machine.",
        effort.documents(), Documents.KEY_LENGTH, Documents.VALUE_LENGTH));
    ResultsTable.of(measurements).forEach(out);
    leftOut.forEach(out);
    if (request.json().isPresent()) {
      WholeFile.write(request.json().get(), ResultsJson.of(measurements));
    }
  }
}
