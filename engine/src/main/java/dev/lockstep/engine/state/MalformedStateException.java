package dev.lockstep.engine.state;

import java.io.IOException;

/** The state document of a commit cannot be understood. */
public final class MalformedStateException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedStateException(String what) {
    super("the local document " + VBucketState.LOCAL_ID + " is damaged: " + what);
  }

  private MalformedStateException(String file, MalformedStateException cause) {
    super(file + ": " + cause.getMessage(), cause);
  }

  /** The same, said of a file. */
  MalformedStateException in(String file) {
    return new MalformedStateException(file, this);
  }
}
