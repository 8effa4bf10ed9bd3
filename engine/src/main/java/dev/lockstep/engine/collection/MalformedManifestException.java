package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;

/** A local document that keeps collections cannot be understood. */
public final class MalformedManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedManifestException(Bytes localId, String what) {
    super("the local document " + localId + " is damaged: " + what);
  }

  private MalformedManifestException(String file, MalformedManifestException cause) {
    super(file + ": " + cause.getMessage(), cause);
  }

  /** The same, said of a file. */
  public MalformedManifestException in(String file) {
    return new MalformedManifestException(file, this);
  }
}
