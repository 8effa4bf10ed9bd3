package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Fault;
import java.util.List;

/**
 * Decides whose step is next. It is asked before every step, on the stack of whichever task runs,
 * and must decide by what the point shows and by nothing else. An exception it throws ends the
 * execution and comes out of {@link Simulation#run()}.
 */
public interface Chooser {
  /** The answer that ends the execution. */
  int STOP = -1;

  /** The number of an enabled task, or {@link #STOP}. */
  int choose(SchedulingPoint point);

  /**
   * What goes wrong with the step that it has just chosen. Asked only where something can.
   *
   * @param possible what can go wrong
   * @return one of {@code possible}, or {@link Fault#NONE}
   */
  default Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    return Fault.NONE;
  }

  /**
   * Hears that the step it chose was performed.
   *
   * @param step what was done, by now exact; used anew for the next step
   */
  default void performed(int index, int task, PendingStep step) {}

  /** Hears that no task can take a step although some have not ended: the execution ends here. */
  default void deadlocked(SchedulingPoint point) {}

  /**
   * Hears that no task can take a step until time has passed, and that it passes now. What follows
   * comes after everything before.
   */
  default void timePasses(SchedulingPoint point) {}

  /** Hears that a task has passed a milestone. */
  default void reached(int task, String milestone, String subject, long value) {}
}
