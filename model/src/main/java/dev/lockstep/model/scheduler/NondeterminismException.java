package dev.lockstep.model.scheduler;

/**
 * The same schedule gave two different executions: the code under test looks at something that the
 * simulation does not control, such as a clock, a random number, a static variable or the order of a
 * HashMap.
 */
public final class NondeterminismException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NondeterminismException(String explanation) {
    super(explanation);
  }

  NondeterminismException(ScheduleMismatchException cause) {
    super("the same schedule could not be run twice: " + cause.getMessage(), cause);
  }
}
