package dev.lockstep.model.scenario;

import dev.lockstep.engine.invariant.Invariant;
import java.util.Locale;

/**
 * How a scenario is explored.
 *
 * @param kind which scheduler
 * @param preemptions for {@link Kind#BOUNDED}: explore every schedule with at most so many
 * @param depth for {@link Kind#PCT}: how many ordering constraints a violation may need
 * @param executions for the kinds that sample: how many; for the others: stop after so many, which
 *     is then reported as incomplete and never as a pass
 * @param seed for the kinds that sample
 */
public record Search(Kind kind, int preemptions, int depth, long executions, long seed) {

  /** More executions than any search here may run. */
  public static final long EXECUTIONS_MAX = 100_000_000;

  /** More preemptions than any bound here may allow. */
  public static final int PREEMPTIONS_MAX = 10;

  /** A deeper violation than any search here may look for. */
  public static final int DEPTH_MAX = 10;

  private static final int DEPTH_UNUSED = 1;
  private static final int DEPTH_DEFAULT = 3;

  /** The scheduler. */
  public enum Kind {
    /** Every schedule with a bounded number of preemptions, fewest first. */
    BOUNDED,
    /** A uniformly random enabled task at every step. */
    RANDOM,
    /** Random priorities of tasks that change at few random steps. */
    PCT,
    /** Random priorities of steps. */
    POS,
    /** Uniformly random orders of the steps on one object at a time. */
    SURW,
    /** Schedules that showed a new pair of conflicting steps, changed. */
    GUIDED,
    /** One schedule of every class that no task can tell apart. */
    EXHAUSTIVE;

    /** What people call it, in scenario files and on the command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it draws a given number of schedules and never knows whether they were all. */
    public boolean samples() {
      return this != BOUNDED && this != EXHAUSTIVE;
    }
  }

  public Search {
    requireRange("preemptions", preemptions, 0, PREEMPTIONS_MAX);
    requireRange("depth", depth, 1, DEPTH_MAX);
    requireRange("executions", executions, 1, EXECUTIONS_MAX);
  }

  private static void requireRange(String what, long value, long min, long max) {
    Invariant.check(
        value >= min && value <= max, "%s, not %s", what + " " + value, min + " to " + max);
  }

  /** All that it is, in a few characters without blanks. */
  public String identity() {
    return String.join(
        "-",
        kind.word(),
        String.valueOf(preemptions),
        String.valueOf(depth),
        String.valueOf(executions),
        String.valueOf(seed));
  }

  /** The same search with no limit, where it has one. */
  Search unlimited() {
    return kind.samples() ? this : withExecutions(EXECUTIONS_MAX);
  }

  /** Every schedule with at most {@code preemptions} preemptions. */
  public static Search bounded(int preemptions) {
    return new Search(Kind.BOUNDED, preemptions, DEPTH_UNUSED, EXECUTIONS_MAX, 0);
  }

  /** Everything that can happen. */
  public static Search exhaustive() {
    return new Search(Kind.EXHAUSTIVE, 0, DEPTH_UNUSED, EXECUTIONS_MAX, 0);
  }

  /** {@code executions} random schedules. */
  public static Search random(long executions, long seed) {
    return sampling(Kind.RANDOM, executions, seed);
  }

  /** {@code executions} schedules drawn by a kind that samples; for PCT of depth 3. */
  public static Search sampling(Kind kind, long executions, long seed) {
    Invariant.check(kind.samples(), "no sampling");
    return new Search(kind, 0, kind == Kind.PCT ? DEPTH_DEFAULT : DEPTH_UNUSED, executions, seed);
  }

  /** The same search for violations of {@code depth}, from 1 to {@link #DEPTH_MAX}. */
  public Search withDepth(int value) {
    return new Search(kind, preemptions, value, executions, seed);
  }

  /** The same search with another seed. */
  public Search withSeed(long value) {
    return new Search(kind, preemptions, depth, executions, value);
  }

  /** The same search, stopped after {@code executions}. */
  public Search withExecutions(long value) {
    return new Search(kind, preemptions, depth, value, seed);
  }
}
