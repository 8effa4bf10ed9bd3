package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.StepKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Programs on which it is known how likely an outcome is, and ways to count it. Seeds are fixed, so
 * a count is always the same; the distance allowed is five standard deviations.
 */
final class Sampling {
  private static final double DEVIATIONS_MAX = 5;

  private Sampling() {}

  /** Tasks that each start, which is a step, and then set one shared cell so often. */
  static Program settersOfOneCell(int... sets) {
    return platform -> {
      LongCell cell = platform.newLongCell("x", 0);
      for (int i = 0; i < sets.length; i++) {
        int count = sets[i];
        platform.start("setter" + i, () -> setOften(cell, count));
      }
    };
  }

  /** The same, but with a cell for every task. */
  static Program settersOfTheirOwn(int... sets) {
    return platform -> {
      for (int i = 0; i < sets.length; i++) {
        LongCell cell = platform.newLongCell("own" + i, 0);
        int count = sets[i];
        platform.start("setter" + i, () -> setOften(cell, count));
      }
    };
  }

  static void setOften(LongCell cell, int sets) {
    for (int i = 0; i < sets; i++) {
      cell.set(i);
    }
  }

  /** The tasks of the steps of one kind, in order, a digit each. */
  static String order(SimulationResult result, StepKind kind) {
    return result.trace().steps().stream()
        .filter(step -> step.kind() == kind)
        .map(step -> Integer.toString(step.task()))
        .collect(Collectors.joining());
  }

  /**
   * For every object in the order of its names, the tasks that set it, in order: what a schedule comes
   * to where the only steps that conflict are sets.
   */
  static String orderPerObject(SimulationResult result) {
    Map<String, String> orders = new TreeMap<>();
    for (Step step : result.trace().steps()) {
      if (step.kind() == StepKind.CELL_SET) {
        orders.merge(step.object(), Integer.toString(step.task()), String::concat);
      }
    }
    return orders.toString();
  }

  static List<Schedule> schedules(Scheduler scheduler, Program program) {
    return Executions.all(scheduler, program).stream()
        .map(SimulationResult::schedule)
        .toList();
  }

  static long count(List<SimulationResult> results, Predicate<SimulationResult> wanted) {
    return results.stream().filter(wanted).count();
  }

  static void assertProbability(long hits, long executions, double probability) {
    double expected = executions * probability;
    double allowed = DEVIATIONS_MAX * Math.sqrt(expected * (1 - probability));
    assertThat((double) hits).isBetween(expected - allowed, expected + allowed);
  }

  static void assertProbabilityAtLeast(long hits, long executions, double probability) {
    double expected = executions * probability;
    double allowed = DEVIATIONS_MAX * Math.sqrt(expected * (1 - probability));
    assertThat((double) hits).isGreaterThanOrEqualTo(expected - allowed);
  }

  /**
   * A reader that reads which file is current and opens it, and a replacer that makes another one
   * current, goes on for {@code work} steps and removes the old one. It is missed if all of the
   * replacer's steps but its first fall between the reader's last two.
   */
  static Program openingARemovedFile(int work) {
    return platform -> {
      LongCell current = platform.newLongCell("current", 0);
      LongCell removed = platform.newLongCell("removed", 0);
      LongCell missed = platform.newLongCell("missed", 0);
      LongCell copy = platform.newLongCell("copy", 0);
      platform.start("reader", () -> {
        boolean isOld = current.get() == 0;
        if (removed.get() == 1 && isOld) {
          missed.set(1);
        }
      });
      platform.start("replacer", () -> {
        current.set(1);
        setOften(copy, work);
        removed.set(1);
      });
    };
  }

  /** Whether that happened. */
  static boolean isMissed(SimulationResult result) {
    return result.trace().steps().stream().anyMatch(step -> step.object().startsWith("missed"));
  }
}
