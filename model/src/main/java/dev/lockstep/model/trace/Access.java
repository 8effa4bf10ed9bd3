package dev.lockstep.model.trace;

/** How a step touches what it touches. Two reads commute; a write commutes with neither. */
public enum Access {
  READ,
  WRITE
}
