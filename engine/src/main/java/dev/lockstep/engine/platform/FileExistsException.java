package dev.lockstep.engine.platform;

import java.io.IOException;

/** A file that was to be created exists already. */
public final class FileExistsException extends IOException {
  private static final long serialVersionUID = 1L;

  public FileExistsException(String name) {
    super(name + ": the file exists already");
  }
}
