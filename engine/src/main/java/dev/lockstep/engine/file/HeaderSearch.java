package dev.lockstep.engine.file;

/** What to do about a damaged header on the way back to the last good one. */
public enum HeaderSearch {
  /** It is an error: a header was whole before its block was typed as one. */
  STRICT,
  /** Go on to the one before, and so lose what the damaged one committed. */
  RECOVERY
}
