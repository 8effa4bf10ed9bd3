package dev.lockstep.model.check;

import dev.lockstep.model.counterexample.Shrinker.Candidate;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import dev.lockstep.model.scheduler.Coverage;
import dev.lockstep.model.scheduler.Resumable;
import java.util.Optional;

/** A way to go through the executions of a scenario. What it finds hangs on the scenario alone. */
interface Exploration extends Resumable {

  /** Why it ended, with the execution that broke a property if one did. */
  record End(Verdict verdict, Optional<Candidate> found) {
    static End of(Candidate found) {
      return new End(Verdict.VIOLATED, Optional.of(found));
    }

    static End of(Verdict verdict) {
      return new End(verdict, Optional.empty());
    }
  }

  /**
   * Explores until a property breaks, a limit is reached, or nothing is left.
   *
   * @param atRest called at moments at which the exploration can be written down
   */
  End run(Limits limits, Runnable atRest);

  /** What was covered. */
  Coverage coverage();
}
