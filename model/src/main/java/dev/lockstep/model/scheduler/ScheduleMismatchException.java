package dev.lockstep.model.scheduler;

/**
 * A schedule does not fit the execution it is replayed on: it was recorded with other code, another
 * scenario or another version, or the code does not do the same thing twice.
 */
public final class ScheduleMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int step;

  ScheduleMismatchException(int step, String explanation) {
    super("at step " + step + " " + explanation);
    this.step = step;
  }

  /** The index of the step at which they part. */
  public int step() {
    return step;
  }
}
