package dev.lockstep.stress.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * How hard jcstress tries.
 *
 * @param arguments jcstress's own options
 * @param minutesMax after which a run is taken for hung
 * @param processes how many of jcstress run at once: in a short look most of the time goes into the start
 *     of JVMs, in a long one two would take each other's cores
 */
record Effort(List<String> arguments, long minutesMax, int processes) {
  private static final String PROPERTY = "lockstep.stress";
  private static final long SHORT_MINUTES_MAX = 20;
  private static final long FULL_MINUTES_MAX = 24 * 60;

  /**
   * One fork a race with one set of JVM arguments, all actors compiled alike, no choice of cores, and a
   * JVM that soon starts.
   */
  private static final List<String> ONE_FORK = List.of(
      "-m",
      "quick",
      "-sc",
      "false",
      "-f",
      "1",
      "-fsm",
      "0",
      "-af",
      "NONE",
      "-pth",
      "false",
      "-hs",
      "64",
      "-jvmArgs",
      "-Xmx64m -XX:+UseSerialGC");

  /** One short look at each race. */
  private static final Effort SHORT =
      new Effort(with("-iters", "1", "-time", "50"), SHORT_MINUTES_MAX, 4);

  /** For a planted fault that one short look has missed. */
  private static final Effort AGAIN =
      new Effort(with("-iters", "3", "-time", "500"), SHORT_MINUTES_MAX, 1);

  private static List<String> with(String... more) {
    List<String> arguments = new ArrayList<>(ONE_FORK);
    arguments.addAll(List.of(more));
    return List.copyOf(arguments);
  }

  /**
   * What the build asks for by the system property {@code lockstep.stress}: {@code short}, or the name
   * of one of jcstress's presets ({@code sanity, quick, default, tough, stress}) at its full length.
   */
  static Effort asked() {
    String asked = System.getProperty(PROPERTY, "short");
    return asked.equals("short") ? SHORT : new Effort(List.of("-m", asked), FULL_MINUTES_MAX, 1);
  }

  /** What a planted fault is tried with that {@link #asked} has missed: never less than that. */
  static Effort again() {
    Effort asked = asked();
    return asked.equals(SHORT) ? AGAIN : asked;
  }
}
