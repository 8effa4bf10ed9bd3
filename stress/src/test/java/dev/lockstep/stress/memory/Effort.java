package dev.lockstep.stress.memory;

import dev.lockstep.stress.length.StressLength;
import dev.lockstep.stress.mapped.TwoFirstReads;
import dev.lockstep.stress.planted.LossyCountRace;
import dev.lockstep.stress.stores.TwoDeletes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How hard jcstress tries.
 *
 * @param name what the directory of its runs is called after
 * @param arguments jcstress's own options
 * @param durationMax after which a run is taken for hung
 * @param processes how many of jcstress share the races
 */
record Effort(String name, List<String> arguments, Duration durationMax, int processes) {
  private static final int ITERATIONS_AGAIN = 3;
  private static final Duration SHORT_MAX = Duration.ofMinutes(20);
  private static final Duration FULL_MAX = Duration.ofHours(24);

  /** The planted faults. */
  static final String PLANTED = LossyCountRace.class.getPackageName() + ".";

  /** The races around locks, whose subjects are so large that a run takes few samples of them. */
  private static final String LARGE = TwoDeletes.class.getPackageName() + ".";

  /** Those of files that are open and mapped. */
  private static final String MAPPED = TwoFirstReads.class.getPackageName() + ".";

  /**
   * The actors wait for each other at each eighth subject, so that they meet more often than if one
   * could run ahead by hundreds; and no more subjects are made ahead than may have files open.
   */
  private static final int SUBJECTS_A_WAIT = 8;

  private static final int WAITS_A_ROUND = 32;

  /**
   * For subjects that cost much. A run ends with a round; on a busy machine each wait takes until both
   * actors have got their cores again; and jcstress takes for hung what has not ended after half a minute.
   */
  private static final int WAITS_A_COSTLY_ROUND = 8;

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
      new Effort("short", with(ONE_FORK, "-iters", "1", "-time", "50"), SHORT_MAX, 2);

  private static final List<String> QUICK = List.of("-m", "quick", "-pth", "false");

  /**
   * Each actor in each compiler's hands, with and without the random orders of the optimising one. The
   * serial collector puts no fence of its own beside the write of a reference, and starts soonest.
   */
  private static final Effort EACH_COMPILER =
      new Effort("each-compiler", with(QUICK, "-jvmArgsPrepend", "-XX:+UseSerialGC"), FULL_MAX, 1);

  /**
   * All actors compiled as a JVM comes to it: few forks, each long enough to come to it. In one piece, for
   * the longer a run is meant to take, the longer jcstress waits for its end.
   */
  private static final Effort AS_COMPILED = new Effort(
      "as-compiled",
      with(
          QUICK,
          "-sc",
          "false",
          "-jvmArgs",
          "-Xmx256m -XX:+UseSerialGC",
          "-iters",
          "1",
          "-time",
          "5000"),
      FULL_MAX,
      1);

  private static List<String> with(List<String> some, String... more) {
    List<String> arguments = new ArrayList<>(some);
    arguments.addAll(List.of(more));
    return List.copyOf(arguments);
  }

  /**
   * What the build asks for by the system property {@code lockstep.stress}: {@code short}, {@code full},
   * or the name of one of jcstress's presets ({@code sanity, quick, default, tough, stress}).
   *
   * @param race in {@code full} most are tried in all combinations of compilers; the large ones, whose
   *     samples are few however they are compiled, and the planted ones, which must be caught by the
   *     least that any race is tried with, are not
   */
  static Effort asked(String race) {
    boolean isCostly = race.startsWith(LARGE) || race.startsWith(MAPPED);
    String asked = StressLength.ASKED;
    Effort effort = switch (asked) {
      case "short" -> SHORT;
      case "full" ->
        race.startsWith(LARGE) || race.startsWith(PLANTED) ? AS_COMPILED : EACH_COMPILER;
      default -> new Effort(asked, List.of("-m", asked), FULL_MAX, 1);
    };
    return isCostly ? effort.inRounds("-costly", WAITS_A_COSTLY_ROUND) : effort.inRounds("");
  }

  /**
   * What a planted fault is tried with that was missed: never less than what is asked for, and in the
   * short mode twice as long each time, for on a busy machine its actors seldom run at once.
   *
   * @param attempt the first of these is 2
   */
  static Effort again(int attempt) {
    if (!StressLength.isShort()) {
      return asked(PLANTED);
    }
    String iterations = Integer.toString(ITERATIONS_AGAIN << (attempt - 2));
    List<String> longer = with(ONE_FORK, "-iters", iterations, "-time", "500");
    return new Effort("again", longer, SHORT_MAX, 1).inRounds("");
  }

  /**
   * How many of jcstress run at once: in a short look most of the time goes into the start of JVMs, in a
   * long one two would take each other's cores.
   */
  static int processesAtOnce() {
    return StressLength.isShort() ? 2 * SHORT.processes() : 1;
  }

  private Effort inRounds(String suffix) {
    return inRounds(suffix, WAITS_A_ROUND);
  }

  private Effort inRounds(String suffix, int waits) {
    List<String> rounds = with(
        arguments,
        "-strideSize",
        Integer.toString(SUBJECTS_A_WAIT),
        "-strideCount",
        Integer.toString(waits));
    return new Effort(name + suffix, rounds, durationMax, processes);
  }
}
