package dev.lockstep.stress.subject;

import java.io.IOException;

/** A file is used after it was closed. */
final class ClosedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  ClosedFileException(String name) {
    super(name + " is used after it was closed");
  }
}
