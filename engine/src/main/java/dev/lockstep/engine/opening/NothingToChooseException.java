package dev.lockstep.engine.opening;

import dev.lockstep.engine.revision.VBucketFileName;
import java.io.IOException;

/** All that is left of a vbucket is a file with content and no valid header; nothing was changed. */
public final class NothingToChooseException extends IOException {
  private static final long serialVersionUID = 1L;

  NothingToChooseException(VBucketFileName name) {
    super(name
        + ": no valid header, and no other revision to open; restore the file, or move it away to"
        + " begin with an empty vbucket");
  }
}
