package dev.lockstep.stress.linearizability;

import java.lang.reflect.Method;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;

/** Scenarios that are written down: what runs beside what, and what is asked when all has ended. */
final class Scenarios {
  private final Class<?> subject;

  Scenarios(Class<?> subject) {
    this.subject = subject;
  }

  /** One call. */
  Actor call(String operation) {
    for (Method method : subject.getMethods()) {
      if (method.getName().equals(operation)) {
        return new Actor(method, List.of());
      }
    }
    throw new AssertionError(subject.getSimpleName() + " has no operation " + operation);
  }

  /** Lists of calls beside each other, then one list of calls after them. */
  static ExecutionScenario of(List<List<Actor>> beside, List<Actor> after) {
    return new ExecutionScenario(List.of(), beside, after, null);
  }
}
