package dev.lockstep.engine.file;

import dev.lockstep.engine.format.MalformedDataException;

/** A file holds other bytes than were written, or fewer. */
public final class CorruptFileException extends CouchFileException {
  private static final long serialVersionUID = 1L;

  private final long position;
  private final String expected;
  private final String found;

  public CorruptFileException(String file, long position, String expected, String found) {
    super(file, "damaged at " + position + ": expected " + expected + ", found " + found);
    this.position = position;
    this.expected = expected;
    this.found = found;
  }

  /** Says where the malformed bytes came from. */
  public CorruptFileException(String file, long position, MalformedDataException cause) {
    this(file, position, cause.expected(), cause.found());
    initCause(cause);
  }

  /** Offset of the header, chunk or block that is damaged. */
  public long position() {
    return position;
  }

  /** What should be there. */
  public String expected() {
    return expected;
  }

  /** What is there. */
  public String found() {
    return found;
  }
}
