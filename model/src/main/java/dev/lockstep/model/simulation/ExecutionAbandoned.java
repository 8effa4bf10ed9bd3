package dev.lockstep.model.simulation;

/**
 * Unwinds a task of an execution that ended before the task did. Every seam call of such an
 * execution throws a new one and has no effect.
 */
public final class ExecutionAbandoned extends Error {
  private static final long serialVersionUID = 1L;

  ExecutionAbandoned() {
    super("the execution has ended early", null, true, false);
  }
}
