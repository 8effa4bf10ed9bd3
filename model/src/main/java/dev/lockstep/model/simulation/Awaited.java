package dev.lockstep.model.simulation;

/** What a step may have to wait for. */
interface Awaited {

  /** Whether a step that waits for this may be taken now. */
  boolean isReady();

  /** The number of the task that has to act before it may, {@link SchedulingPoint#NO_TASK} if none. */
  int holder();
}
