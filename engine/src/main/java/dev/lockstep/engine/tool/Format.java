package dev.lockstep.engine.tool;

/** How a tool writes what it found. */
public enum Format {
  /** Aligned lines for people. */
  TEXT,
  /** JSON, one object a line; 64-bit numbers that may exceed 2^53 are decimal strings. */
  JSON
}
