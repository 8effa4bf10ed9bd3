package dev.lockstep.model.simulation;

import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Trace;
import java.util.List;
import java.util.Optional;

/**
 * One execution.
 *
 * @param ending how it ended
 * @param schedule the decisions taken, enough to repeat it
 * @param trace what happened; its steps only where {@link Recording#STEPS} was asked for
 * @param failure what escaped a task, where one failed
 * @param assumption what the first task threw that says of the execution that it is none of those in question; it
 *     went on to its end without that task
 * @param excusedAt the last steps of the tasks that failed after that; whether they would have failed before it,
 *     in an equivalent execution, is up to the order that all those share
 * @param waiting the tasks that could not go on, where it ended in a deadlock
 */
public record SimulationResult(
    Ending ending,
    Schedule schedule,
    Trace trace,
    Optional<Throwable> failure,
    Optional<Throwable> assumption,
    List<Integer> excusedAt,
    List<Waiting> waiting) {
  public SimulationResult {
    excusedAt = List.copyOf(excusedAt);
  }
}
