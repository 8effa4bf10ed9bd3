package dev.lockstep.engine.platform;

/** The two times a store needs. */
public interface Clock {

  /** Nanoseconds since 1970-01-01T00:00Z; may jump in either direction. */
  long epochNanos();

  /** Nanoseconds since an arbitrary point; never goes backwards. */
  long monotonicNanos();
}
