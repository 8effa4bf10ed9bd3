package dev.lockstep.model.junit;

import dev.lockstep.model.program.ProgramReplay;
import java.lang.reflect.Method;

/** An execution of a test method that failed: why, its steps, and how to run it again. */
final class FailedExecution extends AssertionError {
  private static final long serialVersionUID = 1L;

  FailedExecution(Method method, ProgramReplay replay, Throwable failure) {
    super(text(method, replay, failure), failure);
  }

  private static String text(Method method, ProgramReplay replay, Throwable failure) {
    return failure + "\n\nThe execution, a line a step, > where another task goes on:\n"
        + String.join("\n", replay.lines())
        + "\n\nTo run it again:\n"
        + "  @Replay(\"" + replay.token() + "\")\n"
        + "  void " + method.getName() + "(Simulation simulation)\n";
  }
}
