package dev.lockstep.engine.file;

/** A header is whole, but of a disk version that we do not know. */
public final class UnsupportedVersionException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  private final long position;
  private final int version;

  public UnsupportedVersionException(String file, long position, int version) {
    super(
        file,
        "the header at "
            + position
            + " has disk version "
            + version
            + "; versions 11 to 14 can be read");
    this.position = position;
    this.version = version;
  }

  /** Offset of the header. */
  public long position() {
    return position;
  }

  /** The version it claims. */
  public int version() {
    return version;
  }
}
