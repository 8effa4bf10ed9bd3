package dev.lockstep.model.result;

import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scenario.Scenario.Expectation;
import dev.lockstep.model.scheduler.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Joins what n machines found that had a share each of the same searches into what one would have
 * found:
 *
 * <ol>
 *   <li>refuse shares that do not belong together, are there twice, or are missing;
 *   <li>of every scenario, the first share that broke a property, or reached a limit, decides; where
 *       there is none, everything was explored and nothing broke;
 *   <li>add up the numbers.
 * </ol>
 *
 * <p>Traces and disks that two shares saw count twice. Where a property breaks, every share has
 * looked until it found that itself, so there are more executions than one machine would have run.
 */
public final class Shares {
  private Shares() {}

  /**
   * One machine's result.
   *
   * @param source where it was read, for messages
   */
  public record Share(String source, RunResult result) {}

  /**
   * Joins them; the order makes no difference.
   *
   * @throws SharesException if they are not all shares of the same searches, each once
   */
  public static RunResult join(List<Share> shares) throws SharesException {
    List<RunResult> results = inOrder(shares);
    RunResult first = results.get(0);
    List<ScenarioResult> scenarios = new ArrayList<>();
    for (int i = 0; i < first.scenarios().size(); i++) {
      int place = i;
      scenarios.add(
          joined(results.stream().map(share -> share.scenarios().get(place)).toList()));
    }
    return new RunResult(first.version(), first.java(), first.taskDriver(), Shard.WHOLE, scenarios);
  }

  /** Step 1. */
  private static List<RunResult> inOrder(List<Share> shares) throws SharesException {
    if (shares.isEmpty()) {
      throw new SharesException("there is no share to join");
    }
    Share first = shares.get(0);
    TreeMap<Integer, Share> byIndex = new TreeMap<>();
    for (Share share : shares) {
      requireSameSearches(first, share);
      Share twin = byIndex.putIfAbsent(share.result.shard().index(), share);
      if (twin != null) {
        throw new SharesException("shard " + share.result.shard() + " is there twice, in "
            + twin.source + " and " + share.source + "; name each once");
      }
    }
    for (int index = 1; index <= first.result.shard().count(); index++) {
      if (!byIndex.containsKey(index)) {
        throw new SharesException("shard " + index + "/" + first.result.shard().count()
            + " is missing; name its report too");
      }
    }
    return byIndex.values().stream().map(Share::result).toList();
  }

  private static void requireSameSearches(Share one, Share other) throws SharesException {
    String between = " (" + one.source + " and " + other.source + ")";
    if (other.result.shard().equals(Shard.WHOLE)) {
      throw new SharesException(
          other.source + " is no share: it was not made by a check with --shard");
    }
    if (one.result.shard().count() != other.result.shard().count()) {
      throw new SharesException("shards " + one.result.shard() + " and " + other.result.shard()
          + " are of different divisions" + between);
    }
    if (!one.result.version().equals(other.result.version())) {
      throw new SharesException("shards of different versions, " + one.result.version() + " and "
          + other.result.version() + between);
    }
    if (!names(one.result).equals(names(other.result))) {
      throw new SharesException("shards of different scenarios" + between);
    }
    for (int i = 0; i < one.result.scenarios().size(); i++) {
      ScenarioResult left = one.result.scenarios().get(i);
      ScenarioResult right = other.result.scenarios().get(i);
      if (!left.identity().equals(right.identity()) || !left.expected().equals(right.expected())) {
        throw new SharesException("scenario " + left.name()
            + " has another content or was searched with other options" + between);
      }
    }
  }

  private static List<String> names(RunResult result) {
    return result.scenarios().stream().map(ScenarioResult::name).toList();
  }

  /** Steps 2 and 3. */
  private static ScenarioResult joined(List<ScenarioResult> shares) {
    long executions = sum(shares, ScenarioResult::executions);
    Reach reach =
        shares.stream().map(ScenarioResult::reach).reduce(Reach::and).orElse(Reach.NOTHING);
    Optional<ScenarioResult> decisive = decisive(shares);
    Verdict verdict =
        decisive.map(ScenarioResult::verdict).orElseGet(() -> undecided(executions, reach));
    ScenarioResult first = shares.get(0);
    boolean asExpected = verdict == Verdict.HOLDS
        ? first.expected().equals(Expectation.HOLDS.text())
        : decisive.map(ScenarioResult::asExpected).orElse(false);
    return new ScenarioResult(
        first.name(),
        first.title(),
        first.about(),
        first.fault(),
        first.expected(),
        verdict,
        asExpected,
        shares.size() + " shards together; "
            + decisive.orElse(first).coverage().replace(ScenarioResult.ALONE, ": ")
            + (verdict == Verdict.VACUOUS ? reach.neverSo() : ""),
        executions,
        sum(shares, ScenarioResult::distinctTraces),
        sum(shares, ScenarioResult::steps),
        sum(shares, ScenarioResult::crashes),
        sum(shares, ScenarioResult::nanos),
        decisive.flatMap(ScenarioResult::counterexample),
        first.identity(),
        reach);
  }

  /** What came out where no share has decided it. */
  private static Verdict undecided(long executions, Reach reach) {
    if (executions == 0) {
      return Verdict.NO_EXECUTION;
    }
    return reach.sometimes().isEmpty() ? Verdict.HOLDS : Verdict.VACUOUS;
  }

  private static Optional<ScenarioResult> decisive(List<ScenarioResult> shares) {
    Optional<ScenarioResult> violated =
        shares.stream().filter(share -> share.verdict() == Verdict.VIOLATED).findFirst();
    return violated.isPresent()
        ? violated
        : shares.stream().filter(share -> share.verdict() != Verdict.SHARD).findFirst();
  }

  private static long sum(List<ScenarioResult> shares, ToLongFunction<ScenarioResult> number) {
    return shares.stream().mapToLong(number).sum();
  }
}
