package dev.lockstep.model.counterexample;

import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scheduler.PlannedFaults;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.trace.CrashDecision;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out between which two steps the machine has to stop for a property to break:
 *
 * <ol>
 *   <li>Let the execution go on after its crash, as if it had not come, with nobody preempted.
 *   <li>Stop it a step earlier, and one more, until nothing that this leaves breaks the property; then a step
 *       later in the same way, for at most {@link #ATTEMPTS_MAX} stops in all.
 * </ol>
 */
final class CrashWindow {
  static final int ATTEMPTS_MAX = 300;

  private final PreparedScenario prepared;
  private final Judge judge;
  private final Schedule whole;
  private final List<Step> steps;
  private final Property property;
  private int attempts;

  private CrashWindow(
      PreparedScenario prepared, Judge judge, Execution.Result goingOn, Property property) {
    this.prepared = prepared;
    this.judge = judge;
    this.whole = goingOn.simulation().schedule();
    this.steps = goingOn.simulation().trace().steps();
    this.property = property;
  }

  /** One sentence; empty where it would take too many attempts. */
  static Optional<String> of(
      PreparedScenario prepared, Judge judge, Schedule schedule, Property property) {
    PlannedFaults goesOn =
        new PlannedFaults(new GuidedChooser(schedule.runs()), Set.copyOf(schedule.faultPoints()));
    Execution.Result result =
        Execution.replaying(prepared, judge, Optional.empty()).run(goesOn);
    return new CrashWindow(prepared, judge, result, property).around(schedule.length());
  }

  private Optional<String> around(int crash) {
    int earlier = crash - 1;
    while (earlier >= 0 && breaksStoppedBefore(earlier)) {
      earlier--;
    }
    int later = crash + 1;
    while (later <= whole.length() && breaksStoppedBefore(later)) {
      later++;
    }
    return attempts <= ATTEMPTS_MAX ? Optional.of(sentence(earlier, later)) : Optional.empty();
  }

  /** Whether some disk that is left if only so many steps are taken breaks the property. */
  private boolean breaksStoppedBefore(int step) {
    attempts++;
    Schedule stopped = whole.withCrash(new CrashDecision(step, 0));
    return attempts <= ATTEMPTS_MAX
        && Execution.exploring(prepared, judge, CrashCheck.AT_THE_END)
            .run(new ReplayScheduler(stopped))
            .violation()
            .filter(violation ->
                violation.property() == property && violation.crash().isPresent())
            .isPresent();
  }

  /** The step that has to come before the stop has its number; the other is none of the counterexample. */
  private String sentence(int earlier, int later) {
    List<String> bounds = new ArrayList<>();
    if (earlier >= 0) {
      bounds.add("after '" + steps.get(earlier).describe() + "' (step " + earlier + ")");
    }
    if (later <= whole.length()) {
      bounds.add("before '" + steps.get(later - 1).describe() + "'");
    }
    return bounds.isEmpty()
        ? "wherever the machine stops, " + property.key() + " is broken"
        : "the machine stops " + String.join(" and ", bounds) + ": a step outside of that, "
            + property.key() + " is not broken";
  }
}
