package dev.lockstep.scenarios.bench;

import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.check.FirstViolation;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scenario.Search.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What it takes each scheduler to find a seeded bug:
 *
 * <ol>
 *   <li>Search once for every seed from 1 up, each time until the first violation or for {@link
 *       #EXECUTIONS_MAX} executions; once only where the scheduler draws nothing.
 *   <li>Take the medians. A search that found nothing counts as longer than all that did.
 *   <li>Shrink what the first search found that found something, and count its steps.
 * </ol>
 */
public final class BugBenchmark {
  /** A search gives up after so many executions. */
  public static final int EXECUTIONS_MAX = 5_000;

  /** More seeds than anybody has the patience for. */
  public static final int SEEDS_MAX = 1_000;

  private static final int PREEMPTIONS = 2;
  private static final int WARM_UP_EXECUTIONS = 200;

  private final int seeds;

  /** Searches with so many seeds, at least 1. */
  public BugBenchmark(int seeds) {
    this.seeds = seeds;
  }

  /**
   * Runs the healthy engine for a while, so that the first bug is not charged for what the JVM has yet
   * to compile.
   *
   * @throws ScenarioException if what the scenario is given does not work out
   */
  public static void warmUp(Scenario bug) throws ScenarioException {
    FirstViolation.search(bug.withoutFault().withSearch(Search.random(WARM_UP_EXECUTIONS, 1)));
  }

  /**
   * Measures one scheduler on one seeded bug.
   *
   * @throws ScenarioException if what the scenario is given does not work out
   */
  public BugMeasurement measure(Scenario bug, Kind scheduler) throws ScenarioException {
    int searches = scheduler.samples() ? seeds : 1;
    List<Found> found = new ArrayList<>();
    OptionalInt steps = OptionalInt.empty();
    for (int seed = 1; seed <= searches; seed++) {
      Scenario searched = bug.withSearch(search(scheduler, seed));
      long begun = System.nanoTime();
      OptionalLong executions = FirstViolation.search(searched);
      long nanos = System.nanoTime() - begun;
      executions.ifPresent(count -> found.add(new Found(count, nanos)));
      if (executions.isPresent() && steps.isEmpty()) {
        steps = shrunkSteps(searched);
      }
    }
    return new BugMeasurement(
        nameOf(bug),
        scheduler.word(),
        searches,
        found.size(),
        median(found, searches, Found::executions),
        median(found, searches, Found::nanos),
        steps);
  }

  /** A bug's scenario, without the folder. */
  public static String nameOf(Scenario bug) {
    return bug.name().substring(bug.name().lastIndexOf('/') + 1);
  }

  private static Search search(Kind scheduler, long seed) {
    return switch (scheduler) {
      case BOUNDED -> Search.bounded(PREEMPTIONS).withExecutions(EXECUTIONS_MAX);
      case EXHAUSTIVE -> Search.exhaustive().withExecutions(EXECUTIONS_MAX);
      case RANDOM, PCT, POS, SURW, GUIDED -> Search.sampling(scheduler, EXECUTIONS_MAX, seed);
    };
  }

  private static OptionalInt shrunkSteps(Scenario scenario) throws ScenarioException {
    Optional<Counterexample> shrunk =
        new Explorer(scenario, ExplorationListener.SILENT).explore().counterexample();
    return shrunk.isPresent() ? OptionalInt.of(shrunk.get().steps().size()) : OptionalInt.empty();
  }

  /** The lower median of all searches; empty if that is one that found nothing. */
  private static Optional<Long> median(
      List<Found> found, int searches, Function<Found, Long> number) {
    return found.stream().map(number).sorted().skip((searches - 1) / 2).findFirst();
  }

  /** A search that found the bug. */
  private record Found(long executions, long nanos) {}
}
