package dev.lockstep.engine.tool;

import dev.lockstep.engine.file.EncryptedFileException;
import dev.lockstep.engine.file.WrongKeyException;
import java.io.IOException;

/**
 * A file that a tool cannot work with: missing, empty, cut short, damaged, encrypted, of another
 * version, no couch file at all, or in the way. The message is one line that names the file, says
 * what is wrong and what to do; the cause is the engine's own exception where there is one.
 */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;

  UnusableFileException(String file, String message, IOException cause) {
    super(message, cause);
    this.file = file;
  }

  UnusableFileException(String file, String message) {
    super(message);
    this.file = file;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** Whether the file is encrypted and the keys given do not open it; it may be whole. */
  boolean isForLackOfKeys() {
    return getCause() instanceof EncryptedFileException || getCause() instanceof WrongKeyException;
  }
}
