package dev.lockstep.stress.length;

/**
 * How long the tests of this module try, as the build asks for it by the system property {@code
 * lockstep.stress}: shortly in every build, in full with the profile {@code stress}. The races take the
 * name of a preset of jcstress's too; for all other tests that is the full length.
 */
public final class StressLength {
  private static final String SHORT = "short";

  /** The word for it. */
  public static final String ASKED = System.getProperty("lockstep.stress", SHORT);

  private StressLength() {}

  public static boolean isShort() {
    return ASKED.equals(SHORT);
  }
}
