package dev.lockstep.engine.platform;

/**
 * A mutual-exclusion lock, not reentrant. It belongs to the task that locked it: locking it twice
 * from one task, or unlocking it from another, is a broken invariant.
 */
public interface Mutex {

  /** Waits until no task holds the mutex, then holds it. */
  void lock();

  /** Holds the mutex if no task does. Returns whether the caller holds it now. */
  boolean tryLock();

  /** Gives the mutex back. */
  void unlock();

  /** Returns whether the running task holds the mutex. */
  boolean isHeldByCurrentTask();

  /**
   * Creates a condition of what this mutex guards.
   *
   * @param name what tasks wait for, for example "room in the queue"; for people who read traces
   */
  Condition newCondition(String name);
}
