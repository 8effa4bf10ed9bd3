package dev.lockstep.reports;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.trace.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What every report says in the same words. */
final class Phrases {
  private Phrases() {}

  /** The run in one sentence. */
  static String headline(RunResult result) {
    int count = result.scenarios().size();
    long unexpected = result.unexpected();
    if (count == 0) {
      return "No scenario ran";
    }
    if (unexpected > 0) {
      return count == 1
          ? "The scenario did not end as expected"
          : unexpected + " of " + count + " scenarios did not end as expected";
    }
    if (!result.shard().equals(Shard.WHOLE)) {
      return "Nothing unexpected in shard " + result.shard() + ", which alone is no proof";
    }
    return count == 1
        ? "The scenario ended as expected"
        : "All " + count + " scenarios ended as expected";
  }

  /** What came of a scenario, and what was expected where that differs. */
  static String outcome(ScenarioResult scenario) {
    String property =
        scenario.counterexample().map(found -> " " + found.property().key()).orElse("");
    String expected = scenario.asExpected() ? "" : ", expected: " + scenario.expected();
    return switch (scenario.verdict()) {
      case HOLDS -> "holds" + expected;
      case VIOLATED ->
        scenario.asExpected() ? "found, as expected:" + property : "violates" + property + expected;
      case INCOMPLETE, TIME_LIMIT, MEMORY_LIMIT, NO_EXECUTION, VACUOUS, SHARD ->
        scenario.verdict().word() + expected;
    };
  }

  /** The tasks' names by number: the scenario's, then those that other tasks started. */
  static List<String> taskNames(Counterexample found) {
    List<String> names = new ArrayList<>(found.taskNames());
    for (Step step : found.steps()) {
      while (names.size() <= step.task()) {
        names.add("task " + names.size());
      }
      if (step.task() >= found.taskNames().size()) {
        names.set(step.task(), step.taskName());
      }
    }
    return names;
  }

  /** What a step did, without who did it. */
  static String withoutTask(Step step) {
    String text = step.describe();
    String prefix = step.taskName() + " ";
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /** What the executions came by, in one sentence. */
  static String reach(Reach reach) {
    return "Of the steps that conflict "
        + count(reach.count(Seen.BOTH), "pair", "pairs")
        + " came in both orders, "
        + (reach.count(Seen.FORWARD) + reach.count(Seen.BACKWARD))
        + " in one, "
        + reach.count(Seen.NEVER)
        + " never, in "
        + count(reach.looked(), "execution", "executions")
        + " looked at";
  }

  /** A duration in seconds, with three decimals. */
  static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  /** A number and its noun. */
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** The text with every run of white space as one blank. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
