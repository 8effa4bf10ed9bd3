package dev.lockstep.scenarios.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.model.scenario.Search.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Measurements for people and for programs: a row a bug, a column a scheduler. */
public final class BugTable {
  private BugTable() {}

  /**
   * The head of a Markdown table, a line each.
   *
   * @param others the names of other checkers, which come last
   */
  public static List<String> head(List<String> others) {
    List<String> names = new ArrayList<>();
    Arrays.stream(Kind.values()).map(Kind::word).forEach(names::add);
    names.addAll(others);
    return List.of(
        "| bug | " + String.join(" | ", names) + " |", "|---" + "|---".repeat(names.size()) + "|");
  }

  /** One bug's row: its measurements, in the order of the schedulers. */
  public static String row(List<BugMeasurement> measurements) {
    String cells = measurements.stream().map(BugTable::cell).collect(Collectors.joining(" | "));
    return "| " + measurements.get(0).bug() + " | " + cells + " |";
  }

  /** What the numbers in a row are. */
  public static String legend(int seeds) {
    return String.format(
        Locale.ROOT,
        "Executions, seconds, steps of the shrunk schedule: medians of %d seeds (of one run where"
            + " there is no seed), at most %,d executions each.",
        seeds,
        BugBenchmark.EXECUTIONS_MAX);
  }

  /** What the numbers of another checker are. */
  public static String legend(String checker, int seconds) {
    return String.format(
        Locale.ROOT,
        "%s: one search, '-' where it found nothing in as many executions or in %d seconds, which what"
            + " it prepares counts too; empty where the bug shows in nothing it sees, or it cannot run.",
        checker,
        seconds);
  }

  private static String cell(BugMeasurement measured) {
    String share = measured.found() == measured.searches()
        ? ""
        : " (" + measured.found() + " of " + measured.searches() + ")";
    if (measured.searches() == 0) {
      return "";
    }
    if (!measured.isFound()) {
      return "-" + (measured.found() == 0 ? "" : share);
    }
    String steps = measured.steps().isPresent() ? ", " + measured.steps().getAsInt() : "";
    return String.format(
        Locale.ROOT,
        "%,d, %.3f s%s%s",
        measured.executionsMedian().orElse(0L),
        measured.secondsMedian().orElse(0.0),
        steps,
        share);
  }

  /** The measurements as one JSON object on one line. Where there is no median, it is null. */
  public static String json(List<BugMeasurement> measurements) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode results = root.putArray("results");
    for (BugMeasurement measured : measurements) {
      if (measured.searches() == 0) {
        continue;
      }
      results
          .addObject()
          .put("bug", measured.bug())
          .put("scheduler", measured.scheduler())
          .put("found", measured.isFound())
          .put("executionsMedian", measured.executionsMedian().orElse(null))
          .put("secondsMedian", measured.secondsMedian().orElse(null))
          .put("steps", measured.steps().isPresent() ? measured.steps().getAsInt() : null);
    }
    return root + "\n";
  }
}
