package dev.lockstep.model.simulation;

/** Code that runs alone waits for what nobody else can give it. */
public final class EndlessWait extends AssertionError {
  private static final long serialVersionUID = 1L;

  EndlessWait(String awaited) {
    super("nobody else runs: waiting for " + awaited + " would never end");
  }
}
