package dev.lockstep.engine.platform;

/** Bytes that nobody can predict. */
@FunctionalInterface
public interface RandomBytes {

  /**
   * Returns {@code count} bytes.
   *
   * @param purpose what they are for, for example a file's name. A simulation derives the bytes from
   *     it and from nothing else, so that two tasks that ask for some may do so in either order
   */
  byte[] next(int count, String purpose);
}
