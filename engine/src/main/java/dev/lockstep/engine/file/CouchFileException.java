package dev.lockstep.engine.file;

import java.io.IOException;

/** Something is wrong with one couch file, and the message says what in one line. */
public abstract class CouchFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;

  CouchFileException(String file, String problem) {
    super(file + ": " + problem);
    this.file = file;
  }

  /** The file's name. */
  public String file() {
    return file;
  }
}
