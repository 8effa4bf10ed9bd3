package dev.lockstep.model.simulation;

import dev.lockstep.engine.platform.Task;

/**
 * What every seam call passes on its way to its effect:
 *
 * <ol>
 *   <li>{@link #next()}: the caller says what it is about to do;
 *   <li>{@link #reach()}: returns when it is the caller's turn;
 *   <li>the effect;
 *   <li>{@link #performed}: the caller says how it went.
 * </ol>
 */
interface Gate {

  /**
   * The running task's next step, to be filled in.
   *
   * @throws ExecutionAbandoned if the execution has ended early
   */
  PendingStep next();

  /** Waits until the step just filled in may be performed. */
  void reach();

  /** Ends the step. */
  default void performed(long result) {
    performed(result, 0);
  }

  /** Ends the step that moved bytes with this fingerprint. */
  void performed(long result, long fingerprint);

  /** The running task's number; {@link SchedulingPoint#NO_TASK} outside of tasks. */
  int task();

  String taskName();

  /** The index of the step that is being performed; {@link PendingStep#NO_STEP} outside of tasks. */
  int step();

  /** The running task begins a wait that ends after {@code nanos} unless it has before. */
  void limit(WakeUp wakeUp, long nanos);

  ObjectNames names();

  /** Counts a call that is no step, so that a loop of nothing else ends as well. */
  void passed();

  void milestone(String name, String subject, long value);

  Task start(String name, Runnable body);
}
