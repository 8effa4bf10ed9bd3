package dev.lockstep.model.counterexample;

import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.Violation;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scheduler.BoundedScheduler;
import dev.lockstep.model.scheduler.PlannedFaults;
import dev.lockstep.model.trace.FaultPoint;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Schedule.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a violating schedule simpler: first fewer faults, then fewer preemptions, then fewer steps,
 * then fewer switches.
 *
 * <ol>
 *   <li>Leave out every fault without which the same property breaks.
 *   <li>Search all schedules with fewer preemptions, fewest first, for one that breaks the same
 *       property, for at most {@link #SEARCHED_MAX} executions.
 *   <li>A schedule is a list of runs, each some steps of one task. A candidate drops one run, so that
 *       its neighbours join, or lets a run go on until its task waits or ends. One that breaks the
 *       same property and is simpler takes the schedule's place, until none is, for at most {@link
 *       #ATTEMPTS_MAX} executions.
 *   <li>If there are faults, begin again: on another way one may not be needed any more.
 * </ol>
 */
public final class Shrinker {
  static final int SEARCHED_MAX = 2_000;
  static final int ATTEMPTS_MAX = 2_000;
  private static final int TO_THE_END = Integer.MAX_VALUE;

  private final PreparedScenario prepared;
  private final Judge judge;
  private int attempts;

  public Shrinker(PreparedScenario prepared, Judge judge) {
    this.prepared = prepared;
    this.judge = judge;
  }

  /**
   * A violating schedule.
   *
   * @param schedule up to its crash, if it has one
   */
  public record Candidate(Schedule schedule, Property property, int preemptions) {
    private static final Comparator<Candidate> SIMPLER = Comparator.comparingInt(
            (Candidate candidate) -> candidate.schedule.faults().size())
        .thenComparingInt(Candidate::preemptions)
        .thenComparingInt(candidate -> candidate.schedule.length())
        .thenComparingInt(candidate -> candidate.schedule.runs().size());

    boolean isSimplerThan(Candidate other) {
      return SIMPLER.compare(this, other) < 0;
    }
  }

  /** The simplest schedule found that breaks what {@code found} breaks. */
  public Candidate shrink(Candidate found) {
    Candidate best = found;
    Candidate next = simplified(found);
    while (next.isSimplerThan(best)) {
      best = next;
      next = best.schedule.faults().isEmpty() ? best : simplified(best);
    }
    return best;
  }

  private Candidate simplified(Candidate found) {
    return simplifyRuns(withFewerPreemptions(withFewerFaults(found)));
  }

  /** Step 1. */
  private Candidate withFewerFaults(Candidate found) {
    Candidate best = found;
    for (FaultPoint point : found.schedule().faultPoints()) {
      Set<FaultPoint> rest = new HashSet<>(best.schedule().faultPoints());
      rest.remove(point);
      Optional<Candidate> without = attempt(best.schedule().runs(), rest, found.property());
      if (without.isPresent() && without.get().isSimplerThan(best)) {
        best = without.get();
      }
    }
    return best;
  }

  /** Step 2. */
  private Candidate withFewerPreemptions(Candidate found) {
    if (found.preemptions() == 0) {
      return found;
    }
    BoundedScheduler scheduler = new BoundedScheduler(found.preemptions() - 1);
    for (int searched = 0; searched < SEARCHED_MAX && scheduler.beginExecution(); searched++) {
      PreemptionCounter chooser =
          new PreemptionCounter(new PlannedFaults(scheduler, faults(found)));
      Execution.Result result = Execution.exploring(prepared, judge).run(chooser);
      Optional<Candidate> fewer = sameViolation(result, chooser, found.property());
      if (fewer.isPresent()) {
        return fewer.get();
      }
      scheduler.endExecution(result.simulation());
    }
    return found;
  }

  /** Step 3. */
  private Candidate simplifyRuns(Candidate found) {
    Candidate best = found;
    boolean improved = true;
    while (improved && attempts < ATTEMPTS_MAX) {
      improved = false;
      for (List<Run> wishes : simpler(best.schedule().runs())) {
        Optional<Candidate> tried = attempt(wishes, faults(best), found.property());
        if (tried.isPresent() && tried.get().isSimplerThan(best)) {
          best = tried.get();
          improved = true;
          break;
        }
      }
    }
    return best;
  }

  private static List<List<Run>> simpler(List<Run> runs) {
    List<List<Run>> candidates = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      List<Run> without = new ArrayList<>(runs);
      without.remove(i);
      candidates.add(without);
    }
    for (int i = 0; i + 1 < runs.size(); i++) {
      List<Run> longer = new ArrayList<>(runs);
      longer.set(i, new Run(runs.get(i).task(), TO_THE_END));
      candidates.add(longer);
    }
    return candidates;
  }

  private static Set<FaultPoint> faults(Candidate candidate) {
    return Set.copyOf(candidate.schedule().faultPoints());
  }

  private Optional<Candidate> attempt(List<Run> wishes, Set<FaultPoint> faults, Property property) {
    if (attempts >= ATTEMPTS_MAX) {
      return Optional.empty();
    }
    attempts++;
    PreemptionCounter chooser =
        new PreemptionCounter(new PlannedFaults(new GuidedChooser(wishes), faults));
    Execution.Result result = Execution.exploring(prepared, judge).run(chooser);
    return sameViolation(result, chooser, property);
  }

  private static Optional<Candidate> sameViolation(
      Execution.Result result, PreemptionCounter chooser, Property property) {
    return result
        .violation()
        .filter(violation -> violation.property() == property)
        .map(violation -> candidate(result, violation, chooser.preemptions()));
  }

  /** The schedule of a violating execution, ended by its crash if it had one. */
  public static Candidate candidate(Execution.Result result, Violation violation, int preemptions) {
    Schedule taken = result.simulation().schedule();
    Schedule schedule = violation.crash().map(taken::withCrash).orElse(taken);
    return new Candidate(schedule, violation.property(), preemptions);
  }
}
