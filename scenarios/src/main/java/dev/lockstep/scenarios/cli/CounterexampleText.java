package dev.lockstep.scenarios.cli;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.scheduler.Counted;
import java.util.ArrayList;
import java.util.List;

/** The property that a found execution breaks, what was promised and what was seen. */
final class CounterexampleText {
  private static final String INDENT = " ".repeat("  violated   ".length());

  private CounterexampleText() {}

  static List<String> of(Counterexample found) {
    List<String> lines = new ArrayList<>();
    lines.add("  violated   " + found.property().key() + ": " + found.property().meaning());
    addBlock(lines, "  promised   ", found.promised());
    addBlock(lines, "  seen       ", found.seen());
    found.why().ifPresent(why -> addBlock(lines, "  because    ", why));
    lines.add("  schedule   " + Counted.of(found.steps().size(), "step") + ", "
        + Counted.of(found.preemptions(), "preemption") + ", " + crash(found));
    return lines;
  }

  private static void addBlock(List<String> lines, String label, String text) {
    String before = label;
    for (String line : text.split("\n", -1)) {
      lines.add((before + line).stripTrailing());
      before = INDENT;
    }
  }

  private static String crash(Counterexample found) {
    return found.crash().map(crash -> "crash before step " + crash.beforeStep()).orElse("no crash");
  }
}
