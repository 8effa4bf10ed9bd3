package dev.lockstep.model.counterexample;

import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.scheduler.PlannedFaults;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.trace.FaultPoint;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Schedule.Run;
import dev.lockstep.model.trace.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which two steps of a violating execution came in the wrong order:
 *
 * <ol>
 *   <li>Take every pair of conflicting steps of two tasks, those that lie closest together first.
 *   <li>Run the same schedule, with the same faults, and the second ahead of the first: what its task and
 *       others did between the two comes first, then it, then the first and what its task did since.
 *   <li>The first pair for which that holds, with the two really exchanged and the faults met, is the one.
 * </ol>
 */
final class DecidingPair {
  static final int ATTEMPTS_MAX = 300;

  private final PreparedScenario prepared;
  private final Judge judge;
  private final Schedule schedule;
  private final List<Step> steps;

  private record Pair(int first, int second) {
    int distance() {
      return second - first;
    }
  }

  private DecidingPair(
      PreparedScenario prepared, Judge judge, Schedule schedule, List<Step> steps) {
    this.prepared = prepared;
    this.judge = judge;
    this.schedule = schedule;
    this.steps = steps;
  }

  /** One sentence; empty if no single pair decides. */
  static Optional<String> of(
      PreparedScenario prepared, Judge judge, Schedule schedule, List<Step> steps) {
    return new DecidingPair(prepared, judge, schedule, steps).search();
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
    List<FaultPoint> faults = schedule.faultPoints();
    Chooser chooser = new PlannedFaults(new GuidedChooser(exchanged(pair)), Set.copyOf(faults));
    Execution.Result result = Execution.exploring(prepared, judge).run(chooser);
    Schedule taken = result.simulation().schedule();
    return result.violation().isEmpty()
        && result.simulation().ending() == Ending.COMPLETED
        && taken.faultPoints().equals(faults)
        && isExchanged(pair, taken);
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
