package dev.lockstep.engine.invariant;

/**
 * Checks of what a caller gives. A wrong value is the caller's mistake and harms nothing here: it is
 * refused by an {@link IllegalArgumentException} that says what was expected.
 */
public final class Argument {
  private Argument() {}

  /**
   * Refuses a value that is not in a range.
   *
   * @param name what the value is, in the message
   * @param max the highest one; the type's own where there is none
   */
  public static void checkRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " " + value + ": expected " + range(min, max));
    }
  }

  private static String range(long min, long max) {
    if (min == max) {
      return String.valueOf(min);
    }
    boolean isOpen = max == Long.MAX_VALUE || max == Integer.MAX_VALUE;
    return isOpen ? "at least " + min : min + " to " + max;
  }
}
