package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;

/** A write was meant for another version of the document than there is. Nothing was written. */
public final class CasMismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long found;

  CasMismatchException(Bytes id, long expected, long found) {
    super("document " + id + " has version " + text(found) + ", expected " + text(expected)
        + ": read it again");
    this.found = found;
  }

  /** The version there is; {@link WriteOptions#ABSENT} if there is no live document. */
  public long found() {
    return found;
  }

  private static String text(long cas) {
    return cas == WriteOptions.ABSENT ? "none" : Long.toString(cas);
  }
}
