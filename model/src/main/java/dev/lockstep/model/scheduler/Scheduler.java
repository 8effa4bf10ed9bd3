package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.SimulationResult;
import java.util.Optional;

/**
 * Chooses the order of steps, execution after execution:
 *
 * <pre>
 * while (scheduler.beginExecution()) {
 *   run a simulation with the scheduler as its chooser
 *   scheduler.endExecution(result)
 * }
 * </pre>
 */
public interface Scheduler extends Chooser {

  /** Makes ready for the next execution. Returns false if there is none left. */
  boolean beginExecution();

  /** Hears how the execution went. */
  void endExecution(SimulationResult result);

  /**
   * What the execution that has just ended shares with all that are equivalent to it and will not be
   * run; empty where it stands for itself alone.
   */
  default Optional<CausalOrder> sharedOrder() {
    return Optional.empty();
  }

  /** What the executions so far have covered. */
  Coverage coverage();
}
