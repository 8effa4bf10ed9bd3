package dev.lockstep.model.simulation;

/** Errors of the JVM that runs a simulation. They say nothing of the code under test. */
public final class HostError {
  private HostError() {}

  /**
   * Whether the JVM has run out of something, or is broken. Endless recursion is up to the code under test,
   * and a failed allocation may be up to the schedule.
   */
  public static boolean is(Throwable thrown) {
    return thrown instanceof VirtualMachineError
        && !(thrown instanceof StackOverflowError)
        && !(thrown instanceof FailedAllocation);
  }
}
