package dev.lockstep.engine.live;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else has a store open in the directory. Nothing was touched. */
public final class DirectoryInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  DirectoryInUseException(Path directory) {
    super(directory + ": the store is open, in this program or another; close it there first");
  }
}
