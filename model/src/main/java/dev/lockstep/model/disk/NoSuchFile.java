package dev.lockstep.model.disk;

import java.io.FileNotFoundException;

/**
 * A name that no file has. Without a stack trace: code that removes a file which is mostly not there
 * would pay for one in every execution, and the schedule tells who asked.
 */
final class NoSuchFile extends FileNotFoundException {
  private static final long serialVersionUID = 1L;

  NoSuchFile(String name) {
    super(name + ": there is no such file");
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // It does nothing.
  public Throwable fillInStackTrace() {
    return this;
  }
}
