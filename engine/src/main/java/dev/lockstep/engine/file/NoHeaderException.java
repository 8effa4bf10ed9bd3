package dev.lockstep.engine.file;

/** A file holds no header: it is empty, was never committed to, or is no couch file. */
public final class NoHeaderException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  private final long size;

  public NoHeaderException(String file, long size) {
    super(
        file,
        size == 0
            ? "the file is empty"
            : "no header in its " + size + " bytes: not a couch file, or never committed to");
    this.size = size;
  }

  /** Whether the file has no bytes at all. */
  public boolean isOfEmptyFile() {
    return size == 0;
  }
}
