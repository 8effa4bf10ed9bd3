package dev.lockstep.engine.vbucket;

import java.io.IOException;

/** An earlier failure left it unknown what is on disk; reads go on, writes need a new opening. */
public final class WritesRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  public WritesRefusedException(int vbucket, IOException cause) {
    super(
        "vbucket " + vbucket + " takes no writes after: " + cause.getMessage() + "; reopen it",
        cause);
  }
}
