package dev.lockstep.scenarios.cli;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.counterexample.ScenarioShrinker;
import dev.lockstep.model.counterexample.ScenarioShrinker.Shrunk;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayLine;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scheduler.Counted;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.scenarios.language.ScenarioFolder.Entry;
import dev.lockstep.scenarios.language.ScenarioWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The smallest scenario found that breaks what a given one breaks, in a file of its own:
 *
 * <ol>
 *   <li>shrink it, for at most {@link #SHRINKING_MAX};
 *   <li>write the file, below {@code smaller/} in the reports' folder;
 *   <li>read it back and search it as it says, for its token: the file alone has to break;
 *   <li>say where it is, and what test repeats it.
 * </ol>
 */
final class SmallerScenario {
  static final Duration SHRINKING_MAX = Duration.ofSeconds(20);
  private static final String FOLDER = "smaller";

  private final Path root;
  private final UnaryOperator<Path> shown;

  /**
   * Files below one folder.
   *
   * @param shown a path as it is printed
   */
  SmallerScenario(Path reportFolder, UnaryOperator<Path> shown) {
    this.root = reportFolder.resolve(FOLDER);
    this.shown = shown;
  }

  /** What to print of a scenario that ended as it should not; nothing where nothing was found. */
  List<String> lines(Scenario scenario, ScenarioResult result) throws IOException {
    Optional<Counterexample> found = result.counterexample();
    if (found.isEmpty() || !canBeSmaller(scenario, found.get().property())) {
      return List.of();
    }
    Scenario unclaimed = scenario.withOwn(OwnProperties.NONE);
    Shrunk shrunk = ScenarioShrinker.shrink(unclaimed, found.get(), SHRINKING_MAX.toNanos());
    Path file = write(shrunk.scenario());
    List<String> lines = new ArrayList<>();
    lines.add("  smaller    " + shown.apply(file) + ": " + size(shrunk.scenario()) + " (before: "
        + size(scenario) + "); " + ending(shrunk));
    token(new Entry(scenario.name(), file))
        .ifPresent(token -> lines.add(
            "             " + ReplayLine.of(token, Optional.of(shown.apply(root).toString()))));
    lines.add("  as a test");
    ReproducingTest.of(scenario.name(), shown.apply(file))
        .lines()
        .forEach(line -> lines.add(line.isEmpty() ? line : "    " + line));
    return lines;
  }

  /** What a script or a claim names has to stay, and what differs from run to run cannot be compared. */
  private static boolean canBeSmaller(Scenario scenario, Property property) {
    return scenario.script().isEmpty()
        && property != Property.DETERMINISTIC
        && property != Property.ALWAYS
        && property != Property.EVENTUALLY;
  }

  private Path write(Scenario scenario) throws IOException {
    Path file = root.resolve(scenario.name() + ".yaml");
    Files.createDirectories(file.toAbsolutePath().getParent());
    String text = ScenarioWriter.write(scenario);
    // Without the first line, which names a schema that is not there.
    String body = text.substring(text.indexOf('\n') + 1);
    return Files.write(file, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> token(Entry written) throws IOException {
    Scenario scenario = ScenarioSelection.parse(List.of(written)).get(0);
    try {
      return new Explorer(scenario, ExplorationListener.SILENT)
          .explore()
          .counterexample()
          .map(Counterexample::token);
    } catch (ScenarioException e) {
      throw new AssertionError("the scenario was explored before it was written", e);
    }
  }

  private static String ending(Shrunk shrunk) {
    return switch (shrunk.end()) {
      case MINIMUM -> "nothing more can be left out";
      case TIME_OVER -> "more might be left out, but " + SHRINKING_MAX.toSeconds() + " s were over";
      case NOT_ALL_TRIED ->
        "more might be left out, but of what is left then only " + ScenarioShrinker.SEARCHED_MAX
            + " executions were tried";
    };
  }

  private static String size(Scenario scenario) {
    List<Operation> operations = Stream.concat(
            scenario.given().stream(),
            scenario.tasks().stream().flatMap(task -> task.operations().stream()))
        .toList();
    long changes = operations.stream()
        .filter(Operation.Flush.class::isInstance)
        .mapToLong(flush -> ((Operation.Flush) flush).mutations().size())
        .sum();
    return Counted.of(scenario.tasks().size(), "task")
        + ", " + Counted.of(operations.size(), "operation")
        + ", " + Counted.of(changes, "change");
  }
}
