package dev.lockstep.model.simulation;

/** How an execution ended. */
public enum Ending {
  /** Every task ran to its end. */
  COMPLETED,
  /** Tasks are left, and each waits for another. */
  DEADLOCK,
  /** The limit of steps was reached before every task had ended. */
  STEPS_EXHAUSTED,
  /** The chooser or the observer asked for it. */
  STOPPED,
  /** An exception or error escaped a task. */
  TASK_FAILED
}
