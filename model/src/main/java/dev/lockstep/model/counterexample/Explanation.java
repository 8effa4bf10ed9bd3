package dev.lockstep.model.counterexample;

import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Schedule.Run;
import dev.lockstep.model.trace.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says of a violating execution which two steps came in the wrong order:
 *
 * <ol>
 *   <li>Take every pair of conflicting steps of two tasks, those that lie closest together first.
 *   <li>Run the same schedule with the second ahead of the first: what its task and others did between
 *       the two comes first, then it, then the first and what its task did since.
 *   <li>The first pair for which that holds, with the two really exchanged, is the one.
 * </ol>
 *
 * <p>Of an execution that ends in a crash or meets faults nothing is said: there the order of steps is
 * not all that decides. Nor of one of more than {@link #STEPS_MAX} steps.
 */
final class Explanation {
  static final int ATTEMPTS_MAX = 300;

  /** Of a longer execution nothing is said: its pairs grow with the square of its steps. */
  static final int STEPS_MAX = 2_000;

  private final PreparedScenario prepared;
  private final Judge judge;
  private final Schedule schedule;
  private final List<Step> steps;

  private record Pair(int first, int second) {
    int distance() {
      return second - first;
    }
  }

  private Explanation(PreparedScenario prepared, Judge judge, Schedule schedule, List<Step> steps) {
    this.prepared = prepared;
    this.judge = judge;
    this.schedule = schedule;
    this.steps = steps;
  }

  /** One sentence; empty if no single pair decides. */
  static Optional<String> of(
      PreparedScenario prepared, Judge judge, Schedule schedule, List<Step> steps) {
    boolean isPlain = schedule.crash().isEmpty() && schedule.faults().isEmpty();
    return !isPlain || steps.size() > STEPS_MAX
        ? Optional.empty()
        : new Explanation(prepared, judge, schedule, steps).search();
  }

  private Optional<String> search() {
    return pairs().stream()
        .sorted(Comparator.comparingInt(Pair::distance))
        .limit(ATTEMPTS_MAX)
        .filter(this::holdsExchanged)
        .findFirst()
        .map(this::sentence);
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int second = 0; second < steps.size(); second++) {
      for (int first = 0; first < second; first++) {
        boolean isOfOther = steps.get(first).task() != steps.get(second).task();
        if (isOfOther
            && steps.get(first).footprint().conflictsWith(steps.get(second).footprint())) {
          pairs.add(new Pair(first, second));
        }
      }
    }
    return pairs;
  }

  private boolean holdsExchanged(Pair pair) {
    Execution.Result result =
        Execution.exploring(prepared, judge).run(new GuidedChooser(exchanged(pair)));
    return result.violation().isEmpty()
        && result.simulation().ending() == Ending.COMPLETED
        && isExchanged(pair, result.simulation().schedule());
  }

  private List<Run> exchanged(Pair pair) {
    int held = schedule.task(pair.first);
    List<Run> wishes = new ArrayList<>();
    List<Run> later = new ArrayList<>();
    for (int step = 0; step < schedule.length(); step++) {
      boolean waits = step >= pair.first && step < pair.second && schedule.task(step) == held;
      (waits ? later : wishes).add(new Run(schedule.task(step), 1));
      if (step == pair.second) {
        wishes.addAll(later);
      }
    }
    return wishes;
  }

  /** Whether the second of the two, by its place among its task's steps, came first. */
  private boolean isExchanged(Pair pair, Schedule taken) {
    int first = indexIn(taken, pair.first);
    int second = indexIn(taken, pair.second);
    return second >= 0 && (first < 0 || second < first);
  }

  private int indexIn(Schedule taken, int step) {
    int task = schedule.task(step);
    int own = 0;
    for (int i = 0; i < step; i++) {
      own += schedule.task(i) == task ? 1 : 0;
    }
    for (int i = 0; i < taken.length(); i++) {
      if (taken.task(i) == task && own-- == 0) {
        return i;
      }
    }
    return -1;
  }

  private String sentence(Pair pair) {
    return "'" + steps.get(pair.first).describe() + "' (step " + pair.first + ") comes before '"
        + steps.get(pair.second).describe() + "' (step " + pair.second
        + "): with these two the other way round the same schedule holds";
  }
}
