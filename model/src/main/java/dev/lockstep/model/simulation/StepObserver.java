package dev.lockstep.model.simulation;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.trace.MilestoneReached;

/**
 * Watches an execution step by step. It may look at the disk and fork it, but not change it. An
 * exception it throws ends the execution and comes out of {@link Simulation#run()}.
 */
public interface StepObserver {

  /** Watches nothing. */
  StepObserver NONE = new StepObserver() {};

  /**
   * Called before a step is performed.
   *
   * @param index how many steps were performed
   * @param task whose step it is
   * @param step what it will do
   * @return whether to go on; if not, the step is not performed and the execution ends
   */
  default boolean beforeStep(int index, int task, PendingStep step, SimulatedDisk disk) {
    return true;
  }

  /** Called after a step was performed. */
  default void afterStep(int index, int task, PendingStep step, SimulatedDisk disk) {}

  /**
   * Called when the running task has reached a milestone. What this calls of the seam is performed at
   * once and is no step; it must change nothing.
   */
  default void reached(MilestoneReached milestone, SimulatedDisk disk) {}

  /** Called when the execution has ended, unless the chooser or the observer has thrown. */
  default void ended(SimulationResult result) {}
}
