package dev.lockstep.model.program;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.program.ProgramExplorer.Failure;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.CausalOrder.Past;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Schedule;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The states that a program is in between the steps of an execution and of all that are equivalent to it.
 * They come to the same end, but on the way a task may be further in one than in another:
 *
 * <ol>
 *   <li>go through all sets of steps that hold with each step all that happens before it;
 *   <li>where no execution so far came by such a set, run one up to there. What the program expects of its
 *       state is looked at on the way.
 * </ol>
 */
final class BetweenSteps {
  /** More states than this are not looked at. */
  private static final int STATES_MAX = 1_000_000;

  private final Program program;
  private final Set<String> reached;
  private final Set<Long> seen = new HashSet<>();

  /**
   * The states of a program.
   *
   * @param reached gets the names of what must be so sometimes, and was
   */
  BetweenSteps(Program program, Set<String> reached) {
    this.program = program;
    this.reached = reached;
  }

  /** Looks at those that are new. Returns the first that the program does not expect. */
  Optional<Failure> visit(CausalOrder order) {
    note(order, everything(order));
    return new Visit(order).from(order.nothing(), new int[order.taskCount()]);
  }

  /** Looks at the state right after a step and what happens before it, and nothing else, if it is new. */
  Optional<Failure> visit(CausalOrder order, int step) {
    return new Visit(order).look(order.nothing().with(step));
  }

  private static Past everything(CausalOrder order) {
    Past done = order.nothing();
    for (int step = 0; step < order.stepCount(); step++) {
      done = done.with(step);
    }
    return done;
  }

  /** An execution of these steps, in their order, has come by all states on the way. */
  private void note(CausalOrder order, Past steps) {
    Past done = order.nothing();
    seen.add(done.fingerprint());
    for (int step = 0; step < order.stepCount(); step++) {
      if (steps.contains(step)) {
        done = done.with(step);
        seen.add(done.fingerprint());
      }
    }
    Invariant.check(
        seen.size() <= STATES_MAX,
        "%d states between steps, at most %d: take fewer steps, or a search that samples",
        seen.size(),
        STATES_MAX);
  }

  private final class Visit {
    private final CausalOrder order;
    private final int[][] steps; // Of each task, in order.
    private final Set<Long> visited = new HashSet<>();

    Visit(CausalOrder order) {
      this.order = order;
      this.steps = new int[order.taskCount()][];
      for (int task = 0; task < steps.length; task++) {
        int number = task;
        steps[task] = IntStream.range(0, order.stepCount())
            .filter(step -> order.task(step) == number)
            .toArray();
      }
    }

    Optional<Failure> from(Past done, int[] taken) {
      if (!visited.add(key(taken))) {
        return Optional.empty();
      }
      Optional<Failure> here = look(done);
      if (here.isPresent()) {
        return here;
      }
      for (int task = 0; task < taken.length; task++) {
        if (taken[task] < steps[task].length && isNext(taken, steps[task][taken[task]])) {
          Past more = done.with(steps[task][taken[task]]);
          taken[task]++;
          Optional<Failure> found = from(more, taken);
          taken[task]--;
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }

    Optional<Failure> look(Past done) {
      if (seen.contains(done.fingerprint())) {
        return Optional.empty();
      }
      Optional<Failure> found = run(done);
      if (found.isEmpty()) {
        note(order, done);
      }
      return found;
    }

    /** Whether all that happens before a step was taken. */
    private boolean isNext(int[] taken, int step) {
      for (int task = 0; task < taken.length; task++) {
        if (taken[task] < steps[task].length
            && order.happensBefore(steps[task][taken[task]], step)) {
          return false;
        }
      }
      return true;
    }

    private static long key(int[] taken) {
      long key = Fingerprint.EMPTY;
      for (int count : taken) {
        key = Fingerprint.mix(key, count);
      }
      return key;
    }

    private Optional<Failure> run(Past done) {
      byte[] tasks = new byte[order.stepCount()];
      int length = 0;
      for (int step = 0; step < order.stepCount(); step++) {
        if (done.contains(step)) {
          tasks[length] = (byte) order.task(step);
          length++;
        }
      }
      Schedule stopped = Schedule.of(tasks, length).withCrash(new CrashDecision(length, 0));
      ProgramExecution.Result result =
          ProgramExecution.run(program, new ReplayScheduler(stopped), Recording.HASH);
      reached.addAll(result.expectations().reached());
      return result
          .failure()
          .map(thrown -> new Failure(thrown, result.simulation().schedule()));
    }
  }
}
