package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayLine;
import dev.lockstep.model.result.ScenarioResult;
import java.util.ArrayList;
import java.util.List;

/** What a person needs to know of a scenario that did not end as its file expects. */
final class UnexpectedText {
  private UnexpectedText() {}

  static List<String> of(ScenarioResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(result.name() + ": " + result.title());
    lines.add("  expected   " + result.expected());
    lines.add("  result     " + outcome(result));
    result.counterexample().ifPresent(found -> {
      lines.addAll(CounterexampleText.of(found));
      lines.add("  replay     " + ReplayLine.of(found));
    });
    return lines;
  }

  private static String outcome(ScenarioResult result) {
    return switch (result.verdict()) {
      case HOLDS -> "nothing is violated (" + result.coverage() + ")";
      case INCOMPLETE -> "incomplete: " + result.coverage() + "; give it more with --executions";
      case TIME_LIMIT -> "time-limit: " + result.coverage() + "; give it more with --time";
      case MEMORY_LIMIT ->
        "memory-limit: " + result.coverage()
            + "; give it more with --memory, or the JVM with LOCKSTEP_JAVA_OPTS=-Xmx";
      case NO_EXECUTION -> "no-execution: nothing was run, so nothing is known";
      case VACUOUS -> "vacuous: " + result.coverage();
      case SHARD -> "shard: " + result.coverage();
      case VIOLATED ->
        "violates "
            + result
                .counterexample()
                .map(Counterexample::property)
                .map(p -> p.key())
                .orElse("a property");
    };
  }
}
