package dev.lockstep.model.scheduler;

/** Whether somebody looks at the disk between steps, and not through the tasks alone. */
public enum DiskOrder {
  /** Nobody does: a sync commutes with everything, and so do writes of different bytes. */
  UNOBSERVED,
  /**
   * A crash may be taken at every step. What it leaves hangs on the order of all writes and syncs of
   * one file, and on which changes of names a directory sync came after. Steps on different files and
   * names commute still, for any of what is not synced may get lost, whatever was done first.
   */
  OBSERVED
}
