package dev.lockstep.model.counterexample;

import dev.lockstep.model.disk.TooManyImages;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scheduler.PlannedFaults;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.FaultPoint;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says in one sentence what decides that an execution breaks a property, each time tried on executions like
 * it:
 *
 * <ol>
 *   <li>of one that ends in a crash, between which steps the machine stops ({@link CrashWindow});
 *   <li>of any other, which two steps of two tasks come in the wrong order ({@link DecidingPair});
 *   <li>where no single pair decides, which fault it does not happen without.
 * </ol>
 *
 * <p>Of an execution of more than {@link #STEPS_MAX} steps nothing is said, nor where one that is tried may leave
 * more disks than can be looked at.
 */
final class Explanation {
  /** The pairs of a longer execution, which grow with the square of its steps, are too many. */
  static final int STEPS_MAX = 2_000;

  private Explanation() {}

  /** One sentence; empty if it is nothing of these. */
  static Optional<String> of(
      PreparedScenario prepared,
      Judge judge,
      Schedule schedule,
      List<Step> steps,
      Property broken) {
    if (steps.size() > STEPS_MAX) {
      return Optional.empty();
    }
    try {
      return schedule.crash().isPresent()
          ? CrashWindow.of(prepared, judge, schedule, broken)
          : DecidingPair.of(prepared, judge, schedule, steps)
              .or(() -> decidingFault(prepared, judge, schedule, steps));
    } catch (TooManyImages e) {
      return Optional.empty(); // The violation stands; only why it comes is not said.
    }
  }

  private static Optional<String> decidingFault(
      PreparedScenario prepared, Judge judge, Schedule schedule, List<Step> steps) {
    List<FaultDecision> faults = schedule.faults();
    return faults.stream()
        .filter(fault -> holdsWithout(prepared, judge, schedule, fault))
        .findFirst()
        .map(fault -> "'" + steps.get(fault.step()).describe() + "' (step " + fault.step()
            + ") meets a fault: without it the same schedule holds");
  }

  private static boolean holdsWithout(
      PreparedScenario prepared, Judge judge, Schedule schedule, FaultDecision fault) {
    List<FaultDecision> others = new ArrayList<>(schedule.faults());
    others.remove(fault);
    List<FaultPoint> rest = schedule.withFaults(others).faultPoints();
    Execution.Result result = Execution.exploring(prepared, judge)
        .run(new PlannedFaults(new GuidedChooser(schedule.runs()), Set.copyOf(rest)));
    return result.violation().isEmpty()
        && result.simulation().ending() == Ending.COMPLETED
        && result.simulation().schedule().faultPoints().equals(rest);
  }
}
