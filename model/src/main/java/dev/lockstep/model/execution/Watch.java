package dev.lockstep.model.execution;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.MilestoneReached;
import org.jspecify.annotations.Nullable;

/** Looks at what the store of one execution publishes, while it runs, and says what is wrong with it. */
interface Watch {

  /** The store is open, and no task has begun. */
  @Nullable
  Violation begin();

  /** A task has reached a milestone. */
  @Nullable
  Violation reached(MilestoneReached milestone, SimulatedDisk disk);

  /** A task begins an operation. */
  default void begin(int task, Operation operation) {}

  /** A step of the task met a fault. */
  default void metFault(int task) {}

  /**
   * A task has taken a step.
   *
   * @param within the operation that it has not answered yet; null if there is none
   */
  default @Nullable Violation stepped(int task, PendingStep step, @Nullable Operation within) {
    return null;
  }

  /** The task's operation has come back. */
  default @Nullable Violation answered(int task, Answer answer, SimulatedDisk disk) {
    return null;
  }

  /** What counts where nothing else is found, when the execution has ended. */
  default @Nullable Violation trace() {
    return null;
  }
}
