package dev.lockstep.model.program;

import dev.lockstep.model.execution.Searches;
import dev.lockstep.model.history.History;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.Coverage;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.RecheckScheduler;
import dev.lockstep.model.scheduler.Scheduler;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.spec.StoreSpec;
import dev.lockstep.model.trace.Schedule;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Explores a program:
 *
 * <ol>
 *   <li>Execution after execution, let the scheduler choose the steps; every n-th schedule runs twice
 *       and must give the same trace.
 *   <li>What the program throws, or a task, is what was looked for. So is a state that is not as the program
 *       said ({@link Simulation#always}), and so are answers, if the program took any down, that no
 *       sequential order of its calls explains.
 *   <li>An execution that the program says is none of those in question ({@link Program#isAssumption}) shows
 *       nothing. What is {@link Simulation#always} so has to be so until then, and what a task throws that
 *       does not depend on it is what was looked for all the same.
 *   <li>Stop there, or when the scheduler has nothing left.
 * </ol>
 */
public final class ProgramExplorer {
  /** One of so many schedules runs twice. */
  private static final int RECHECK_EVERY = 100;

  private final Program program;
  private final CallCheck callCheck;
  private final Set<String> sometimes = new LinkedHashSet<>();
  private final Set<String> reached = new HashSet<>();
  private final BetweenSteps states;
  private final BetweenSteps statesLeftOut;
  private long executions;
  private long steps;
  private long leftOut;
  private Optional<Throwable> assumption = Optional.empty();

  /** A program whose calls, if it takes any down, are those of a store that begins empty. */
  public ProgramExplorer(Program program) {
    this.program = program;
    this.callCheck = new CallCheck(StoreSpec.created("active"));
    this.states = new BetweenSteps(program, reached);
    this.statesLeftOut = new BetweenSteps(program, new HashSet<>());
  }

  /**
   * An execution that fails.
   *
   * @param thrown what the program or one of its tasks threw, or what is wrong with its calls
   * @param schedule runs it again
   */
  public record Failure(Throwable thrown, Schedule schedule) {}

  /**
   * What came of it.
   *
   * @param coverage what was covered
   * @param executions how many ran, repetitions not counted
   * @param steps how many steps they took
   * @param leftOut how many of them were none of those in question, by an assumption of the program that failed
   * @param assumption what the first of those threw
   * @param neverSo the names of what must be so sometimes, and never was: then nothing was shown
   */
  public record Result(
      Coverage coverage,
      long executions,
      long steps,
      long leftOut,
      Optional<Throwable> assumption,
      List<String> neverSo,
      Optional<Failure> failure) {
    /** Whether no execution was one of those in question: then nothing was shown. */
    public boolean isLeftOut() {
      return leftOut > 0 && leftOut == executions;
    }
  }

  /** Explores as {@code search} says, to at most as many executions. */
  public Result explore(Search search) {
    return explore(Searches.scheduler(search, DiskOrder.UNOBSERVED), search.executions());
  }

  /** Explores until something fails or the scheduler has nothing left. */
  public Result explore(Scheduler asked) {
    return explore(asked, Long.MAX_VALUE);
  }

  private Result explore(Scheduler asked, long executionsMax) {
    RecheckScheduler scheduler = new RecheckScheduler(asked, RECHECK_EVERY);
    Optional<Failure> failure = Optional.empty();
    while (failure.isEmpty() && executions < executionsMax && scheduler.beginExecution()) {
      ProgramExecution.Result result = ProgramExecution.run(program, scheduler, Recording.HASH);
      failure =
          result.failure().map(thrown -> new Failure(thrown, result.simulation().schedule()));
      boolean isNew = !scheduler.isRecheck();
      if (isNew) {
        count(result);
      }
      if (failure.isEmpty()) {
        scheduler.endExecution(result.simulation());
        failure = isNew ? brokenByEquivalent(asked, result) : failure;
      }
    }
    List<String> neverSo =
        sometimes.stream().filter(name -> !reached.contains(name)).toList();
    return new Result(asked.coverage(), executions, steps, leftOut, assumption, neverSo, failure);
  }

  private void count(ProgramExecution.Result result) {
    executions++;
    steps += result.simulation().schedule().length();
    sometimes.addAll(result.expectations().sometimes());
    if (result.assumption().isPresent()) {
      leftOut++;
      assumption = assumption.or(result::assumption);
    } else {
      reached.addAll(result.expectations().reached());
    }
  }

  /** An execution that is left out has come by states like any other before its assumption has failed. */
  private Optional<Failure> brokenByEquivalent(
      Scheduler scheduler, ProgramExecution.Result result) {
    boolean counts = result.assumption().isEmpty();
    Optional<Failure> wrong =
        counts ? wrongAnswers(scheduler, result) : failureExcusedByPlace(scheduler, result);
    BetweenSteps between = counts ? states : statesLeftOut;
    return wrong.isEmpty() && result.expectations().areAboutStates()
        ? scheduler.sharedOrder().flatMap(between::visit)
        : wrong;
  }

  /**
   * A task's failure that came behind the failed assumption only in the order that was run: with nothing
   * before it but what happens before it in all of them, it is a failure.
   */
  private Optional<Failure> failureExcusedByPlace(
      Scheduler scheduler, ProgramExecution.Result result) {
    List<Integer> excusedAt = result.simulation().excusedAt();
    return scheduler
        .sharedOrder()
        .flatMap(order -> excusedAt.stream()
            .flatMap(step -> statesLeftOut.visit(order, step).stream())
            .findFirst());
  }

  private Optional<Failure> wrongAnswers(Scheduler scheduler, ProgramExecution.Result result) {
    History history = result.calls().history();
    if (history.calls().isEmpty()) {
      return Optional.empty();
    }
    return callCheck.holds(scheduler.sharedOrder(), history)
        ? Optional.empty()
        : Optional.of(new Failure(
            new AssertionError("no sequential order of the calls explains all answers"),
            result.simulation().schedule()));
  }
}
