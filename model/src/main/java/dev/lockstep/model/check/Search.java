package dev.lockstep.model.check;

import dev.lockstep.engine.invariant.Invariant;

/**
 * How a scenario is explored.
 *
 * @param kind which scheduler
 * @param preemptions for {@link Kind#BOUNDED}: explore every schedule with at most so many
 * @param executions for {@link Kind#RANDOM}: how many; for {@link Kind#BOUNDED}: stop after so many,
 *     which is then reported as incomplete and never as a pass
 * @param seed for {@link Kind#RANDOM}
 */
public record Search(Kind kind, int preemptions, long executions, long seed) {

  /** More executions than any search here may run. */
  public static final long EXECUTIONS_MAX = 100_000_000;

  /** More preemptions than any bound here may allow. */
  public static final int PREEMPTIONS_MAX = 10;

  /** The scheduler. */
  public enum Kind {
    /** Every schedule with a bounded number of preemptions, fewest first. */
    BOUNDED,
    /** A uniformly random enabled task at every step. */
    RANDOM
  }

  public Search {
    Invariant.check(
        preemptions >= 0 && preemptions <= PREEMPTIONS_MAX,
        "preemptions are %d, more than %d or negative",
        preemptions,
        PREEMPTIONS_MAX);
    Invariant.check(
        executions >= 1 && executions <= EXECUTIONS_MAX,
        "executions are %d, more than %d or none",
        executions,
        EXECUTIONS_MAX);
  }

  /** Every schedule with at most {@code preemptions} preemptions. */
  public static Search bounded(int preemptions) {
    return new Search(Kind.BOUNDED, preemptions, EXECUTIONS_MAX, 0);
  }

  /** {@code executions} random schedules. */
  public static Search random(long executions, long seed) {
    return new Search(Kind.RANDOM, 0, executions, seed);
  }

  /** The same search, stopped after {@code executions}. */
  public Search withExecutions(long executions) {
    return new Search(kind, preemptions, executions, seed);
  }
}
