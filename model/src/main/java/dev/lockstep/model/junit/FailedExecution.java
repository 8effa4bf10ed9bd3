package dev.lockstep.model.junit;

import dev.lockstep.model.program.ProgramReplay;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** An execution of a test method that failed: why, its steps, and how to run it again. */
final class FailedExecution extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** Of a long execution so many lines are shown from its beginning, and half as many from its end. */
  private static final int LINES_SHOWN = 200;

  FailedExecution(Method method, ProgramReplay replay, Throwable failure) {
    super(text(method, replay, failure), failure);
  }

  private static String text(Method method, ProgramReplay replay, Throwable failure) {
    return failure + "\n\nThe execution, a line a step, > where another task goes on:\n"
        + String.join("\n", shown(replay.lines()))
        + "\n\nTo run it again:\n"
        + "  @Replay(\"" + replay.token() + "\")\n"
        + "  void " + method.getName() + "(Simulation simulation)\n";
  }

  private static List<String> shown(List<String> lines) {
    int left = lines.size() - LINES_SHOWN - LINES_SHOWN / 2;
    if (left <= 0) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, LINES_SHOWN));
    shown.add("  ... and " + left + " lines more, then:");
    shown.addAll(lines.subList(LINES_SHOWN + left, lines.size()));
    return shown;
  }
}
