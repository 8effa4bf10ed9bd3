package dev.lockstep.reports;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Reach;
import dev.lockstep.model.result.ReplayLine;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A short text for a CI job's summary: what was not as expected comes first, with the command that
 * runs it again; the rest is folded.
 */
final class MarkdownReport {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]|#~$]");

  private final StringBuilder text = new StringBuilder();

  private MarkdownReport() {}

  static String render(RunResult result) {
    return new MarkdownReport().write(result);
  }

  private String write(RunResult result) {
    List<ScenarioResult> unexpected = result.scenarios().stream()
        .filter(one -> !one.asExpected() && one.verdict() != Verdict.SHARD)
        .toList();
    List<ScenarioResult> shares = result.scenarios().stream()
        .filter(one -> one.verdict() == Verdict.SHARD)
        .toList();
    List<ScenarioResult> asExpected =
        result.scenarios().stream().filter(ScenarioResult::asExpected).toList();
    text.append("## ").append(result.passed() ? "✅ " : "❌ ").append("Lockstep: ");
    text.append(Phrases.headline(result)).append("\n\n");
    text.append("Version ").append(plain(result.version()));
    text.append(" on Java ").append(plain(result.java()));
    text.append(", tasks by ").append(plain(result.taskDriver())).append(".\n");
    if (!unexpected.isEmpty()) {
      text.append('\n');
      addTable(unexpected);
      unexpected.forEach(this::addViolation);
    }
    if (!shares.isEmpty()) {
      text.append('\n');
      addTable(shares);
    }
    if (!asExpected.isEmpty()) {
      text.append("\n<details><summary>")
          .append(asExpected.size())
          .append(" as expected</summary>\n\n");
      addTable(asExpected);
      text.append("\n</details>\n");
    }
    addReach(result.scenarios());
    return text.toString();
  }

  private void addReach(List<ScenarioResult> scenarios) {
    if (scenarios.isEmpty()) {
      return;
    }
    text.append("\n<details><summary>What was reached</summary>\n\n");
    for (ScenarioResult scenario : scenarios) {
      Reach reach = scenario.reach();
      text.append("* ").append(plain(scenario.name())).append(": ");
      text.append(plain(Phrases.reach(reach)));
      text.append("; ")
          .append(Phrases.count(reach.milestones().size(), "milestone", "milestones"))
          .append(" never reached");
      addNames("; never so: sometimes ", reach.sometimes());
      addNames("; faults never taken: ", reach.faults());
      text.append('\n');
    }
    text.append("\nWhich steps and milestones: report.html.\n\n</details>\n");
  }

  private void addNames(String before, List<String> names) {
    if (!names.isEmpty()) {
      text.append(before).append(plain(String.join(", ", names)));
    }
  }

  private void addTable(List<ScenarioResult> scenarios) {
    text.append("| Scenario | Expected | Result | Executions | Covered | Seconds |\n");
    text.append("|---|---|---|--:|---|--:|\n");
    for (ScenarioResult scenario : scenarios) {
      text.append("| ").append(plain(scenario.name()));
      text.append(" | ").append(plain(scenario.expected()));
      text.append(" | ").append(plain(result(scenario)));
      text.append(" | ").append(scenario.executions());
      text.append(" | ").append(plain(scenario.coverage()));
      text.append(" | ").append(Phrases.seconds(scenario.nanos())).append(" |\n");
    }
  }

  private static String result(ScenarioResult scenario) {
    String property =
        scenario.counterexample().map(found -> " " + found.property().key()).orElse("");
    return switch (scenario.verdict()) {
      case HOLDS -> "holds";
      case VIOLATED -> (scenario.asExpected() ? "found" : "violates") + property;
      case INCOMPLETE, TIME_LIMIT, MEMORY_LIMIT, NO_EXECUTION, VACUOUS, SHARD ->
        scenario.verdict().word();
    };
  }

  private void addViolation(ScenarioResult scenario) {
    if (scenario.counterexample().isEmpty()) {
      return;
    }
    Counterexample found = scenario.counterexample().get();
    text.append("\n**").append(plain(scenario.name())).append("** violates ");
    text.append(plain(found.property().key()))
        .append(": ")
        .append(plain(found.property().meaning()));
    text.append(".\n\n");
    text.append("* promised: ").append(plain(found.promised())).append('\n');
    text.append("* seen: ").append(plain(found.seen())).append('\n');
    found.why().ifPresent(why -> text.append("* because: ").append(plain(why)).append('\n'));
    text.append("* again: ").append(code(ReplayLine.of(found))).append('\n');
  }

  /** The text on one line, so that Markdown and HTML show it as it is. */
  private static String plain(String raw) {
    String html = XmlText.clean(Phrases.oneLine(raw))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
    return SPECIAL.matcher(html).replaceAll("\\\\$0");
  }

  /** The text as a code span, fenced by more backticks than it holds. */
  private static String code(String raw) {
    String line = XmlText.clean(Phrases.oneLine(raw));
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    return fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence;
  }
}
