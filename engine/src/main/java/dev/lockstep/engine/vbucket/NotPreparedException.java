package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;

/**
 * A batch commits or aborts a document whose prepare it cannot complete: there is none, it is completed
 * already, or an earlier prepare is not. Nothing of the batch was written.
 */
public final class NotPreparedException extends IOException {
  private static final long serialVersionUID = 1L;

  public NotPreparedException(Bytes documentId, String why) {
    super("cannot commit or abort document " + documentId + ": " + why);
  }
}
