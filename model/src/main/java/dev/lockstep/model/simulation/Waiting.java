package dev.lockstep.model.simulation;

/**
 * A task that could not go on when the execution ended.
 *
 * @param task its name
 * @param waitsFor the mutex, or the task it joins
 * @param holder the task that would have to act, empty if there is none
 */
public record Waiting(String task, String waitsFor, String holder) {

  @Override
  public String toString() {
    String line = task + " waits for " + waitsFor;
    return holder.isEmpty() || holder.equals(waitsFor) ? line : line + ", held by " + holder;
  }
}
