package dev.lockstep.stress.memory;

import java.util.List;

/**
 * How hard jcstress tries.
 *
 * @param arguments jcstress's own options
 * @param minutesMax after which a run is taken for hung
 */
record Effort(List<String> arguments, long minutesMax) {
  private static final String PROPERTY = "lockstep.stress";
  private static final long SHORT_MINUTES_MAX = 20;
  private static final long FULL_MINUTES_MAX = 24 * 60;

  /** One fork a race with one set of JVM arguments, all actors compiled alike. */
  private static final Effort SHORT = new Effort(
      List.of(
          "-m",
          "quick",
          "-sc",
          "false",
          "-f",
          "1",
          "-fsm",
          "0",
          "-iters",
          "2",
          "-jvmArgs",
          "-Xmx256m"),
      SHORT_MINUTES_MAX);

  /**
   * What the build asks for by the system property {@code lockstep.stress}: {@code short}, or the name
   * of one of jcstress's presets ({@code sanity, quick, default, tough, stress}) at its full length.
   */
  static Effort asked() {
    String asked = System.getProperty(PROPERTY, "short");
    return asked.equals("short") ? SHORT : new Effort(List.of("-m", asked), FULL_MINUTES_MAX);
  }
}
