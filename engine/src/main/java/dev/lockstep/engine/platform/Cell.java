package dev.lockstep.engine.platform;

/**
 * A shared variable with volatile reads and writes and an atomic compare-and-set. Values are
 * immutable and compared by identity.
 */
public interface Cell<T> {

  /** Reads the value. */
  T get();

  /** Replaces the value. */
  void set(T value);

  /** Replaces {@code expected} by {@code value}. Returns whether the cell held {@code expected}. */
  boolean compareAndSet(T expected, T value);
}
