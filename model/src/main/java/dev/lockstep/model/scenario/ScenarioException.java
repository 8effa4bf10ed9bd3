package dev.lockstep.model.scenario;

/** A scenario cannot be explored: what it is given does not work out, one after the other. */
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1L;

  public ScenarioException(String message) {
    super(message);
  }
}
