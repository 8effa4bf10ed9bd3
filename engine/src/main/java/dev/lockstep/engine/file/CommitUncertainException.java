package dev.lockstep.engine.file;

import java.io.IOException;

/**
 * A header may or may not be durable: its last write or sync kept failing. The file is whole either
 * way, but only who opens it anew can tell which state it is in.
 */
public final class CommitUncertainException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  private final long position;

  public CommitUncertainException(String file, long position, IOException cause) {
    super(
        file,
        "whether the header at "
            + position
            + " is durable is unknown ("
            + cause.getMessage()
            + "); close the file and open it anew");
    this.position = position;
    initCause(cause);
  }

  /** Offset of the header. */
  public long position() {
    return position;
  }
}
