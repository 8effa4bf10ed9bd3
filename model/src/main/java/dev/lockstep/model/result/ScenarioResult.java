package dev.lockstep.model.result;

import java.util.Locale;
import java.util.Optional;

/**
 * What came of exploring one scenario.
 *
 * @param name the scenario's name
 * @param title the scenario's title
 * @param about the scenario's description
 * @param fault the seeded bug's name, empty for the engine as it ships
 * @param expected what the file expects: {@code holds} or {@code violates KEY}
 * @param verdict what came out
 * @param asExpected whether that is what the file expects
 * @param coverage what was covered, in words
 * @param executions how many executions ran
 * @param distinctTraces how many of them had a trace hash of their own
 * @param steps how many steps they took together
 * @param crashes how many crashes were taken and recovered from, repeated ones not counted
 * @param nanos how long it took
 * @param counterexample the execution that broke a property
 * @param identity what was explored and how: results of shares of one search have the same
 * @param reach what the executions came by
 */
public record ScenarioResult(
    String name,
    String title,
    String about,
    Optional<String> fault,
    String expected,
    Verdict verdict,
    boolean asExpected,
    String coverage,
    long executions,
    long distinctTraces,
    long steps,
    long crashes,
    long nanos,
    Optional<Counterexample> counterexample,
    String identity,
    Reach reach) {
  /** Follows the name of a share in {@code coverage}; {@link Shares} takes both out again. */
  public static final String ALONE = ", alone no proof: ";

  /** The same, with no word of how long it took: two explorations of one scenario are equal so. */
  public ScenarioResult withoutTime() {
    return with(0, counterexample);
  }

  /** The same of a scenario whose file is below this folder, which is not the usual one. */
  public ScenarioResult in(String folder) {
    return with(nanos, counterexample.map(found -> found.in(folder)));
  }

  private ScenarioResult with(long otherNanos, Optional<Counterexample> otherCounterexample) {
    return new ScenarioResult(
        name,
        title,
        about,
        fault,
        expected,
        verdict,
        asExpected,
        coverage,
        executions,
        distinctTraces,
        steps,
        crashes,
        otherNanos,
        otherCounterexample,
        identity,
        reach);
  }

  /** What came out of a search. */
  public enum Verdict {
    /** Everything the search promises was explored and nothing broke. */
    HOLDS,
    /** Some execution broke a property. */
    VIOLATED,
    /** The search stopped at its number of executions before it was complete: not a pass. */
    INCOMPLETE,
    /** The time was over before the search was complete: not a pass. */
    TIME_LIMIT,
    /** The memory was full before the search was complete: not a pass. */
    MEMORY_LIMIT,
    /** Nothing was run, so nothing was seen to hold: not a pass. */
    NO_EXECUTION,
    /**
     * Some property was never evaluated, so nobody knows whether it holds, or what the scenario says is
     * so sometimes never was: not a pass.
     */
    VACUOUS,
    /** Nothing broke in one machine's share of the search, which alone is no proof: not a pass. */
    SHARD;

    /** Whether the search was ended before it was complete, and could go on. */
    public boolean isLimit() {
      return this == INCOMPLETE || this == TIME_LIMIT || this == MEMORY_LIMIT;
    }

    /** What reports call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
