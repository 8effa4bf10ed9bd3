package dev.lockstep.model.execution;

import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.BoundedFrontier;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.Counted;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.FaultSampling;
import dev.lockstep.model.scheduler.Frontier;
import dev.lockstep.model.scheduler.FrontierScheduler;
import dev.lockstep.model.scheduler.GuidedScheduler;
import dev.lockstep.model.scheduler.PctScheduler;
import dev.lockstep.model.scheduler.PlansFrontier;
import dev.lockstep.model.scheduler.PosScheduler;
import dev.lockstep.model.scheduler.RandomScheduler;
import dev.lockstep.model.scheduler.SamplingFrontier;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.scheduler.Shard;
import dev.lockstep.model.scheduler.SurwScheduler;
import java.util.Optional;

/** What carries out the search that a scenario asks for. */
public final class Searches {
  private Searches() {}

  /** One scheduler for all executions. */
  public static Scheduler scheduler(Scenario scenario) {
    Optional<Frontier> frontier = frontier(scenario, Shard.WHOLE);
    return frontier.isPresent()
        ? new FrontierScheduler(frontier.get())
        : new ExhaustiveScheduler(diskOrder(scenario));
  }

  /** What the reduction has to keep apart. */
  public static DiskOrder diskOrder(Scenario scenario) {
    return scenario.crash() ? DiskOrder.OBSERVED : DiskOrder.UNOBSERVED;
  }

  /** One scheduler for all executions of a program without faults. */
  public static Scheduler scheduler(Search search, DiskOrder diskOrder) {
    return switch (search.kind()) {
      case BOUNDED -> new BoundedScheduler(search.preemptions());
      case EXHAUSTIVE -> new ExhaustiveScheduler(diskOrder);
      case RANDOM, PCT, POS, SURW, GUIDED -> sampling(search, search.seed(), search.executions());
    };
  }

  private static Scheduler sampling(Search search, long seed, long executions) {
    return switch (search.kind()) {
      case RANDOM -> new RandomScheduler(seed, executions);
      case PCT -> new PctScheduler(search.depth(), seed, executions);
      case POS -> new PosScheduler(seed, executions);
      case SURW -> new SurwScheduler(seed, executions);
      case GUIDED -> new GuidedScheduler(seed, executions);
      case BOUNDED, EXHAUSTIVE -> throw new AssertionError(search.kind() + " draws nothing");
    };
  }

  /** A block of drawn executions, with faults where the scenario has any. */
  private static Scheduler block(Scenario scenario, long seed, long executions) {
    Scheduler scheduler = sampling(scenario.search(), seed, executions);
    FaultBudget faults = scenario.faults();
    return faults.isNone() ? scheduler : new FaultSampling(scheduler, seed, faults.atMost());
  }

  /**
   * The search in parts that can be run side by side; empty if it cannot be cut into any, as one
   * exhaustive search cannot.
   */
  public static Optional<Frontier> frontier(Scenario scenario, Shard shard) {
    Search search = scenario.search();
    if (!scenario.faults().isNone() && !search.kind().samples()) {
      return Optional.of(new PlansFrontier(
          () -> scheduler(search, diskOrder(scenario)), scenario.faults().atMost(), shard));
    }
    return switch (search.kind()) {
      case BOUNDED -> Optional.of(new BoundedFrontier(search.preemptions(), shard));
      case EXHAUSTIVE -> Optional.empty();
      case RANDOM, PCT, POS, SURW, GUIDED ->
        Optional.of(new SamplingFrontier(
            (seed, executions) -> block(scenario, seed, executions),
            search.kind() == Search.Kind.GUIDED
                ? SamplingFrontier.LONG_BLOCK_EXECUTIONS
                : SamplingFrontier.BLOCK_EXECUTIONS,
            schedules(scenario),
            how(scenario),
            search.seed(),
            search.executions(),
            shard));
    };
  }

  /** What its executions are called, for example {@code PCT schedule}. */
  private static String schedules(Scenario scenario) {
    Search.Kind kind = scenario.search().kind();
    boolean isWord = kind == Search.Kind.RANDOM || kind == Search.Kind.GUIDED;
    return (isWord ? kind.word() : kind.name()) + " schedule";
  }

  /** What else is to be said of them, for example {@code , depth 3}. */
  private static String how(Scenario scenario) {
    Search search = scenario.search();
    int faults = scenario.faults().atMost();
    String depth = search.kind() == Search.Kind.PCT ? ", depth " + search.depth() : "";
    return scenario.faults().isNone()
        ? depth
        : depth + ", with at most " + Counted.of(faults, "fault");
  }
}
