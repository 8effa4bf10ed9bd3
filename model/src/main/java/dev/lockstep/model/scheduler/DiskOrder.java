package dev.lockstep.model.scheduler;

/** Whether somebody looks at the disk between steps, and not through the tasks alone. */
public enum DiskOrder {
  /** Nobody does: steps on different files commute, and a sync commutes with everything. */
  UNOBSERVED,
  /**
   * A crash may be taken at every step. What it leaves hangs on which writes, syncs and changes of
   * names were done, whatever their files, so no two of these commute.
   */
  OBSERVED
}
