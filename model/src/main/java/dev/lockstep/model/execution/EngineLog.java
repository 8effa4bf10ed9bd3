package dev.lockstep.model.execution;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the engine logs. It warns of every failure that it survives; where failures are made by the
 * thousand, that would bury what people are told.
 */
final class EngineLog {
  /** Kept, for a logger that nobody holds forgets its level. */
  private static final Logger ENGINE = Logger.getLogger("dev.lockstep.engine");

  private EngineLog() {}

  /** From now on this process logs nothing of the engine below an error. */
  static void keepErrorsOnly() {
    ENGINE.setLevel(Level.SEVERE);
  }
}
