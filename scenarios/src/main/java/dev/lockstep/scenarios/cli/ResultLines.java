package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The line of each scenario, in columns:
 *
 * <pre>
 * ok    proofs/flusher-compactor  holds                     1,204 executions     0.8 s  complete up to 2 preemptions
 * FAIL  bugs/B05-metadata-only    violates linearizable        12 executions     0.0 s  ...
 * </pre>
 */
final class ResultLines {
  private static final int RESULT_WIDTH = "violates ".length()
      + Arrays.stream(Property.values())
          .mapToInt(property -> property.key().length())
          .max()
          .orElse(1);

  private final int nameWidth;

  /** Lines wide enough for these names. */
  ResultLines(List<String> names) {
    this.nameWidth = names.stream().mapToInt(String::length).max().orElse(1);
  }

  String of(ScenarioResult result) {
    return String.format(
        Locale.ROOT,
        "%-4s  %-" + nameWidth + "s  %-" + RESULT_WIDTH + "s  %,9d %-10s  %6.1f s  %s",
        sign(result),
        result.name(),
        verdict(result),
        result.executions(),
        result.executions() == 1 ? "execution" : "executions",
        seconds(result.nanos()),
        result.coverage());
  }

  /** A share in which nothing broke is neither a pass nor a failure. */
  private static String sign(ScenarioResult result) {
    if (result.asExpected()) {
      return "ok";
    }
    return result.verdict() == Verdict.SHARD ? "part" : "FAIL";
  }

  static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static String verdict(ScenarioResult result) {
    return switch (result.verdict()) {
      case HOLDS -> "holds";
      case INCOMPLETE, TIME_LIMIT, MEMORY_LIMIT, NO_EXECUTION, VACUOUS, SHARD ->
        result.verdict().word();
      case VIOLATED ->
        "violates"
            + result.counterexample().map(found -> " " + found.property().key()).orElse("");
    };
  }
}
