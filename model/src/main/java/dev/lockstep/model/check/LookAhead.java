package dev.lockstep.model.check;

import dev.lockstep.model.check.ForeseeingExploration.Run;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.ForeseenExecution;
import dev.lockstep.model.scheduler.ForeseenPart;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions of an exhaustive search before it is their turn, where there are jobs for it:
 *
 * <ol>
 *   <li>Of the executions that the scheduler foresees, the soonest are begun, until every job has some waiting.
 *   <li>From one that has run it follows which comes next in its part of the search, and that is begun.
 *   <li>An execution whose turn has come is taken from the part that it begins or goes on; if there is none it is
 *       run now.
 * </ol>
 *
 * <p>The scheduler alone says which execution's turn it is: what was run ahead is used if it is just that, and
 * dropped if not. So how far others got makes no difference to what is explored.
 */
final class LookAhead {
  /** So many executions are waiting to be begun for every job. */
  private static final int WAITING_PER_JOB = 4;

  /** More executions of a part are not run ahead: what follows from them is foreseen when it is their turn. */
  private static final int PART_EXECUTIONS_MAX = 64;

  /** More parts than this are never kept ahead of their turn. */
  private static final int PARTS_MAX = 32;

  private final ExhaustiveScheduler scheduler;
  private final Crew crew;
  private final Function<ForeseenExecution, Run> runner;
  private final IdentityHashMap<Object, Part> ahead = new IdentityHashMap<>();
  private @Nullable Part current; // The one that the last execution was taken from.

  /**
   * Looks ahead of a scheduler.
   *
   * @param runner runs an execution, on any thread
   */
  LookAhead(ExhaustiveScheduler scheduler, Crew crew, Function<ForeseenExecution, Run> runner) {
    this.scheduler = scheduler;
    this.crew = crew;
    this.runner = runner;
  }

  /** An execution that was begun. */
  private record Ahead(ForeseenExecution execution, FutureTask<Run> task) {}

  /** The execution that the scheduler has begun, run by then. */
  Run run() {
    ForeseenExecution now = scheduler.current();
    Ahead known = take(now);
    lookAhead();
    return known == null ? runner.apply(now) : crew.await(known.task);
  }

  /** Step 3. */
  private @Nullable Ahead take(ForeseenExecution now) {
    Ahead next = current == null ? null : current.executions.poll();
    if (next == null) {
      current = ahead.remove(now.key());
      next = current == null ? null : current.executions.poll();
    }
    if (next != null && next.execution.runsLike(now)) {
      return next;
    }
    current = null;
    return null;
  }

  /** Step 1. */
  private void lookAhead() {
    int wanted = crew.jobs() * WAITING_PER_JOB;
    if (crew.isAlone() || crew.waiting() >= wanted || ahead.size() >= PARTS_MAX) {
      return;
    }
    Optional<ForeseenExecution> within = Optional.ofNullable(current).map(part -> part.first);
    for (ForeseenExecution next : scheduler.foreseen(wanted, within, ahead::containsKey)) {
      Part part = new Part(next);
      ahead.put(next.key(), part);
      part.begin(next);
    }
  }

  /** Executions that follow each other. One of them runs at a time, and says which is next. */
  private final class Part {
    private final ForeseenExecution first;
    private final Queue<Ahead> executions = new ConcurrentLinkedQueue<>(); // Those not taken.
    private @Nullable ForeseenPart search;
    private int begun;

    Part(ForeseenExecution first) {
      this.first = first;
    }

    /** Whoever runs it cannot begin the next one before this one is in its place. */
    synchronized void begin(ForeseenExecution execution) {
      begun++;
      executions.add(new Ahead(execution, crew.begin(() -> run(execution))));
    }

    private Run run(ForeseenExecution execution) {
      Run run = runner.apply(execution);
      if (run.result().violation().isEmpty() && begun < PART_EXECUTIONS_MAX) {
        after(execution).ifPresent(this::begin);
      }
      return run;
    }

    /** Step 2. */
    private Optional<ForeseenExecution> after(ForeseenExecution done) {
      ForeseenPart known = search;
      if (known == null) {
        known = done.part();
        search = known;
      } else {
        known.accept(done);
      }
      return known.next();
    }
  }
}
