package dev.lockstep.engine.platform;

/** A shared 64-bit number with volatile reads and writes and atomic updates. */
public interface LongCell {

  /** Reads the number. */
  long get();

  /** Replaces the number. */
  void set(long value);

  /** Replaces {@code expected} by {@code value}. Returns whether the cell held {@code expected}. */
  boolean compareAndSet(long expected, long value);

  /** Adds {@code delta}, which may be negative, and returns the sum. */
  long addAndGet(long delta);
}
