package dev.lockstep.reports;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.trace.MilestoneReached;
import java.util.ArrayList;
import java.util.List;

/**
 * A counterexample as plain text: a line a step, a column a task. Only one task acts in a line, so a
 * long text may run on to the right.
 *
 * <pre>
 *        flusher                 compactor
 *        > flush [set b]
 *     0  locks writer lock#1
 *     1                          reads 0.couch.1#1 [0, 4096)
 *                                ~ compaction.pinned 0.couch.1 4096
 *     2  unlocks writer lock#1
 *        &lt; seqno 2
 * </pre>
 *
 * {@code >} is a call, {@code <} its answer, {@code ~} a milestone.
 */
public final class StepColumns {
  private static final int COLUMN_WIDTH = 26;
  private static final int INDEX_WIDTH = 6;

  private final Counterexample found;
  private final List<String> lines = new ArrayList<>();

  private StepColumns(Counterexample found) {
    this.found = found;
  }

  /**
   * The lines of a counterexample's steps.
   *
   * @param stepsMax where there are more steps, those in the middle are left out, and a line says so
   */
  public static List<String> of(Counterexample found, int stepsMax) {
    return new StepColumns(found).render(stepsMax);
  }

  private List<String> render(int stepsMax) {
    int count = found.steps().size();
    int leftOut = Math.max(0, count - stepsMax);
    int leftOutStart = (count - leftOut) / 4;
    addHeadings();
    for (int index = 0; index <= count; index++) {
      if (leftOut > 0 && index == leftOutStart) {
        addLine("", "... " + Phrases.count(leftOut, "step", "steps") + " left out ...");
        index += leftOut;
      }
      addBetween(index);
      if (index < count) {
        addInColumn(
            String.valueOf(index),
            found.steps().get(index).task(),
            Phrases.withoutTask(found.steps().get(index)));
      }
    }
    return lines;
  }

  private void addHeadings() {
    StringBuilder heading = new StringBuilder();
    for (String name : Phrases.taskNames(found)) {
      heading.append(pad(name, COLUMN_WIDTH));
    }
    addLine("", heading.toString());
  }

  /** What happened between two steps. A milestone that begins something belongs to the call that follows. */
  private void addBetween(int next) {
    addMilestones(next, false);
    for (Counterexample.Call call : found.calls()) {
      if (call.lastStep() >= call.firstStep() && call.lastStep() == next - 1) {
        addAnswer(call);
      }
    }
    for (Counterexample.Call call : found.calls()) {
      if (call.firstStep() == next) {
        addInColumn("", call.task(), "> " + Phrases.oneLine(call.operation()));
        if (call.lastStep() >= 0 && call.lastStep() < next) {
          addAnswer(call);
        }
      }
    }
    addMilestones(next, true);
    found.crash().filter(crash -> crash.beforeStep() == next).ifPresent(this::addCrash);
  }

  private void addMilestones(int next, boolean beginning) {
    for (MilestoneReached milestone : found.milestones()) {
      if (milestone.afterStep() == next && milestone.name().endsWith(".begin") == beginning) {
        String text = milestone.name() + " " + milestone.subject() + " " + milestone.value();
        addInColumn("", milestone.task(), "~ " + Phrases.oneLine(text));
      }
    }
  }

  private void addAnswer(Counterexample.Call call) {
    addInColumn("", call.task(), "< " + Phrases.oneLine(call.answer().orElse("done")));
  }

  private void addCrash(Counterexample.CrashPoint crash) {
    addLine("", "=== crash, disk image " + crash.image() + " ===");
    crash.lost().forEach(lost -> addLine("", "    lost: " + Phrases.oneLine(lost)));
  }

  private void addInColumn(String index, int task, String text) {
    addLine(index, " ".repeat(task * COLUMN_WIDTH) + text);
  }

  private void addLine(String index, String text) {
    lines.add((" ".repeat(Math.max(0, INDEX_WIDTH - index.length())) + index + "  " + text)
        .stripTrailing());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
