package dev.lockstep.model.simulation;

/** What a step may have to wait for. */
interface Awaited {

  /** Whether a step that waits for this may be taken now. */
  boolean isReady();

  /** The number of the task that has to act before it may, {@link SchedulingPoint#NO_TASK} if none. */
  int holder();

  /** The number of the object that is waited for. */
  int object();

  /** Whether the step may be taken as soon as a mutex is free. */
  boolean isUpToMutex();

  /** See {@link PendingStep#enabler()}. */
  default int enabler() {
    return PendingStep.NO_STEP;
  }
}
