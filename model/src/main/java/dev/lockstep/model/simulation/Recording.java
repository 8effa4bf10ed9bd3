package dev.lockstep.model.simulation;

/** How much of an execution is kept. */
public enum Recording {
  /** The decisions and the trace's hash: enough to repeat it. */
  HASH,
  /** Every step and milestone too. */
  STEPS
}
