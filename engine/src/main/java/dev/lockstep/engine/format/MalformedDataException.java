package dev.lockstep.engine.format;

/** Bytes are not what their format asks for. Whoever knows file and position turns it into an error for people. */
public final class MalformedDataException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  public MalformedDataException(String expected, String found) {
    super("expected " + expected + ", found " + found);
    this.expected = expected;
    this.found = found;
  }

  /** What the format asks for. */
  public String expected() {
    return expected;
  }

  /** What was there. */
  public String found() {
    return found;
  }
}
