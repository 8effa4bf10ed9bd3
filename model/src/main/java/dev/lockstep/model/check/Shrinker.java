package dev.lockstep.model.check;

import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Schedule.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a violating schedule simpler: first fewer preemptions, then fewer steps, then fewer switches.
 *
 * <p>A schedule is a list of runs, each some steps of one task. A candidate drops one run, so that its
 * neighbours join, or lets a run go on until its task waits or ends. A candidate that breaks the same
 * property and is simpler takes the schedule's place; when none is, or after {@link #ATTEMPTS_MAX}
 * executions, the schedule is as simple as it gets here.
 */
final class Shrinker {
  static final int ATTEMPTS_MAX = 2_000;
  private static final int TO_THE_END = Integer.MAX_VALUE;

  private final PreparedScenario prepared;
  private final Judge judge;
  private int attempts;

  Shrinker(PreparedScenario prepared, Judge judge) {
    this.prepared = prepared;
    this.judge = judge;
  }

  /**
   * A violating schedule.
   *
   * @param schedule up to its crash, if it has one
   */
  record Candidate(Schedule schedule, Property property, int preemptions) {
    private static final Comparator<Candidate> SIMPLER = Comparator.comparingInt(
            Candidate::preemptions)
        .thenComparingInt(candidate -> candidate.schedule.length())
        .thenComparingInt(candidate -> candidate.schedule.runs().size());

    boolean isSimplerThan(Candidate other) {
      return SIMPLER.compare(this, other) < 0;
    }
  }

  /** The simplest schedule found that breaks what {@code found} breaks. */
  Candidate shrink(Candidate found) {
    Candidate best = found;
    boolean improved = true;
    while (improved && attempts < ATTEMPTS_MAX) {
      improved = false;
      for (List<Run> wishes : simpler(best.schedule().runs())) {
        Optional<Candidate> tried = attempt(wishes, found.property());
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

  private Optional<Candidate> attempt(List<Run> wishes, Property property) {
    if (attempts >= ATTEMPTS_MAX) {
      return Optional.empty();
    }
    attempts++;
    PreemptionCounter chooser = new PreemptionCounter(new GuidedChooser(wishes));
    Execution.Result result = Execution.exploring(prepared, judge).run(chooser);
    return result
        .violation()
        .filter(violation -> violation.property() == property)
        .map(violation -> candidate(result, violation, chooser.preemptions()));
  }

  /** The schedule of a violating execution, ended by its crash if it had one. */
  static Candidate candidate(Execution.Result result, Violation violation, int preemptions) {
    Schedule taken = result.simulation().schedule();
    Schedule schedule = violation.crash().map(taken::withCrash).orElse(taken);
    return new Candidate(schedule, violation.property(), preemptions);
  }
}
