package dev.lockstep.scenarios.bench;

import dev.lockstep.model.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Another checker, for comparison: {@code bench bugs} gives it the seeded bugs that it can take. A module
 * above this one adds it as a service ({@code META-INF/services}).
 */
public interface OtherChecker {

  /** What it is called in the table. */
  String name();

  /** Whether the bug shows in what it can see. */
  boolean takes(Scenario bug);

  /**
   * Searches once, for at most {@link BugBenchmark#EXECUTIONS_MAX} executions.
   *
   * @param file the bug's scenario file
   * @param limit it gives up after so long, and has found nothing then
   * @throws CheckerFailedException if it ended on this bug without a result
   * @throws IOException if it cannot run here
   */
  BugMeasurement measure(Scenario bug, Path file, Duration limit) throws IOException;
}
