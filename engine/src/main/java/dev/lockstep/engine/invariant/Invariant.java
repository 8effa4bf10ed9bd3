package dev.lockstep.engine.invariant;

/**
 * Checks that hold unless the program is wrong. They are on in production: a broken one stops the
 * operation with an {@link AssertionError} that carries the values. Operating errors (a full disk, a
 * damaged file) are typed exceptions instead, never one of these.
 */
public final class Invariant {
  private Invariant() {}

  /** Stops with {@code message} unless {@code holds}. */
  public static void check(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }

  /** Stops unless {@code holds}; {@code %d} in the message stands for the values, in order. */
  public static void check(boolean holds, String message, long first, long second) {
    if (!holds) {
      throw new AssertionError(String.format(message, first, second));
    }
  }

  /** Stops unless {@code holds}; {@code %s} in the message stands for the values, in order. */
  public static void check(boolean holds, String message, Object first, Object second) {
    if (!holds) {
      throw new AssertionError(String.format(message, first, second));
    }
  }
}
