package dev.lockstep.model.simulation;

/**
 * The memory that a step needed was not to be had, because the schedule says so. The code under test takes it
 * for an error of the JVM; whoever judges that code can tell it from one.
 */
public final class FailedAllocation extends OutOfMemoryError {
  private static final long serialVersionUID = 1L;

  FailedAllocation(String message) {
    super(message);
  }
}
