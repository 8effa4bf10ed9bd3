package dev.lockstep.model.program;

import dev.lockstep.model.simulation.Simulation;

/**
 * Any code written for the seam, to be explored: each call is one execution. It has to do the same
 * every time but for the order of the tasks' steps.
 *
 * <ol>
 *   <li>Make the objects that the tasks share, by {@link Simulation#platform()}.
 *   <li>Start the tasks, by {@link Simulation#start}.
 *   <li>Run them, by {@link Simulation#run()}, which returns only if all of them have ended.
 *   <li>Look at what came out, and throw if it is wrong.
 * </ol>
 */
@FunctionalInterface
public interface Program {

  /**
   * Does all that.
   *
   * @param calls takes down what tasks call and what comes back; may be left alone
   */
  void run(Simulation simulation, Calls calls) throws Throwable;

  /**
   * Whether what the program or one of its tasks has thrown says that this execution is none of those in
   * question. Then it shows nothing: it neither fails nor counts.
   */
  default boolean isAssumption(Throwable thrown) {
    return false;
  }
}
