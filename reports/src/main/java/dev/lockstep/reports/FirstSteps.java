package dev.lockstep.reports;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.Counterexample.Call;
import dev.lockstep.model.trace.Step;
import java.util.List;
import java.util.Optional;

/**
 * A counterexample cut off after its first steps: an execution that does not end has as many as the limit
 * allows, far more than anybody looks at.
 */
final class FirstSteps {
  private FirstSteps() {}

  /** The counterexample itself where it has no more than {@code stepsMax} steps. */
  static Counterexample of(Counterexample found, int stepsMax) {
    if (found.steps().size() <= stepsMax) {
      return found;
    }
    List<Step> steps = found.steps().subList(0, stepsMax);
    return new Counterexample(
        found.property(),
        found.promised(),
        found.seen(),
        found.preemptions(),
        found.taskNames(),
        steps,
        found.milestones().stream().filter(one -> one.afterStep() <= stepsMax).toList(),
        found.calls().stream()
            .filter(call -> call.firstStep() < stepsMax)
            .map(call -> call.lastStep() < stepsMax ? call : unanswered(call))
            .toList(),
        found.crash(),
        found.token(),
        found.shown().stream().filter(one -> one.steps() <= stepsMax).toList(),
        found.why(),
        found.folder());
  }

  private static Call unanswered(Call call) {
    return new Call(call.task(), call.operation(), Optional.empty(), call.firstStep(), -1);
  }
}
