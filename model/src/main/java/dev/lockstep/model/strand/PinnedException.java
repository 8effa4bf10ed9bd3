package dev.lockstep.model.strand;

/** A task cannot pause where it is. */
public final class PinnedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PinnedException(Throwable cause) {
    super("a task made a seam call below a native method, where it cannot pause", cause);
  }
}
