package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs one execution of every equivalence class, and no two of the same. Executions are equivalent
 * if they differ only by the order of steps that commute: every task sees the same in them, and they
 * end alike. It is the optimal dynamic partial-order reduction of Abdulla, Aronis, Jonsson and
 * Sagonas ("Optimal dynamic partial order reduction", POPL 2014; "Source sets: a foundation for
 * optimal dynamic partial order reduction", Journal of the ACM 64(4), 2017).
 *
 * <p>An execution:
 *
 * <ol>
 *   <li>follows the one before it up to some step;
 *   <li>from there follows a sequence that was noted for that state, to its end;
 *   <li>goes on with any task that does not sleep, preferring not to preempt;
 *   <li>when it has ended, looks at its pairs of racing steps. For each, what it did without the
 *       first of the two, followed by the second, is noted for the state before the first, unless
 *       that has been or will be explored anyway.
 * </ol>
 *
 * <p>A task sleeps in a state if everything that begins with its next step was explored from there,
 * until a step is taken that conflicts with that one. If only sleeping tasks are left the execution
 * is <em>blocked</em>: it would only repeat others. That the noted sequences are kept as wakeup trees
 * makes sure that there are none.
 *
 * <p>What conflicts is decided by what steps did, not by what they announced: a compare-and-set that
 * failed is a read. The second step of a race may do something else once it comes first, so it is
 * worked out what that is from what it would find. Time passes only where no task can go on: that has no
 * order to choose, and keeps what is before it from what is after it. An execution that ends because a task failed or
 * the steps ran out stands for all that begin like it.
 *
 * <p>Whoever looks at an execution otherwise than through the eyes of its tasks must know that it
 * stands for others in which commuting steps were taken in another order. {@link #order} says which
 * steps keep theirs. Two things are seen from outside. Which call had returned before another was
 * made, which a check of the answers needs, and what is on the disk when a crash comes, and which calls
 * had returned by then. Neither is kept apart here, for that would multiply the executions: whoever
 * needs it goes through the orders that the causal order of each execution allows.
 */
public final class ExhaustiveScheduler implements Scheduler, Resumable {
  private final DiskOrder diskOrder;
  private ExplorationTree tree;
  private long executions;
  private long blocked;
  private boolean complete;
  private @Nullable ForeseenExecution running; // Or the last one that ran.

  public ExhaustiveScheduler(DiskOrder diskOrder) {
    this.diskOrder = diskOrder;
    this.tree = ExplorationTree.whole(new Reduction(diskOrder, FaultPlan.NONE));
  }

  /** Tasks meet the faults of this plan, in all executions. */
  void under(FaultPlan plan) {
    Invariant.check(running == null, "the plan is known before the first execution");
    tree = ExplorationTree.whole(new Reduction(diskOrder, plan));
  }

  @Override
  public boolean beginExecution() {
    if (!tree.begin()) {
      complete = true;
      return false;
    }
    running = tree.current();
    return true;
  }

  /** Whether some execution has ended and nothing is left to explore. */
  public boolean isExplored() {
    return tree.isExplored();
  }

  /**
   * The execution that was begun, to be run apart from this scheduler and then taken over by {@link
   * #accept}.
   */
  public ForeseenExecution current() {
    return Objects.requireNonNull(running, "no execution was begun");
  }

  /**
   * Executions that will be begun later for certain, those that come soonest first. They may be run
   * before their time: what is noted in between makes no difference to them.
   *
   * @param beyond those are left out that are of the part that begins with this one
   * @param known whether the execution with this {@link ForeseenExecution#key} is left out
   */
  public List<ForeseenExecution> foreseen(
      int max, Optional<ForeseenExecution> beyond, Predicate<Object> known) {
    int statesMax = beyond.map(ForeseenExecution::settledSteps).orElse(Integer.MAX_VALUE);
    return tree.foreseen(max, statesMax, known);
  }

  /** Takes over the execution that was begun, has been run as {@code execution}, and has ended. */
  public void accept(ForeseenExecution execution) {
    running = execution;
    if (execution.isBlocked()) {
      blocked++;
    } else {
      executions++;
    }
    tree.accept(execution);
  }

  @Override
  public int choose(SchedulingPoint point) {
    return current().choose(point);
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    current().performed(index, task, step);
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    current().deadlocked(point);
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    current().timePasses(point);
  }

  @Override
  public void endExecution(SimulationResult result) {
    current().end();
    accept(current());
  }

  /** What the execution that has just ended shares with all that are equivalent to it. */
  public CausalOrder order() {
    return current().order();
  }

  @Override
  public Optional<CausalOrder> sharedOrder() {
    return Optional.of(order());
  }

  @Override
  public void save(DataOutput output) throws IOException {
    output.writeLong(executions);
    output.writeLong(blocked);
    tree.save(output);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    executions = input.readLong();
    blocked = input.readLong();
    tree.restore(input);
  }

  /** How many executions were ended because they would only have repeated others. */
  public long blocked() {
    return blocked;
  }

  /** The coverage. While it is not complete, the share is estimated; more becomes known, so it tends to be too high. */
  @Override
  public Coverage coverage() {
    String traces = executions + " traces, " + blocked + " blocked";
    String description = complete
        ? "complete: all " + traces
        : String.format(
            Locale.ROOT, "stopped after %s; estimated share %.2g", traces, tree.estimatedShare());
    return new Coverage(executions, complete, description);
  }
}
