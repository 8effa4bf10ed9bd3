package dev.lockstep.model.scheduler;

import java.util.List;

/**
 * What a search has still to explore, handed out in parts:
 *
 * <pre>
 * while there are parts in the next round
 *   run every part to its end, in any order or side by side
 *   end the round
 * </pre>
 *
 * <p>Which parts there are hangs on nothing but the search and the program: not on who runs them or
 * when. Parts of a round do not hang on each other. So the executions are the same however many run
 * at once, and what comes of them, taken in the order of the parts, is too.
 */
public interface Frontier extends Resumable {

  /**
   * A part of the search.
   *
   * @param scheduler runs its executions, a limited number
   * @param isOwn whether the executions belong to this shard; else they are run only because others
   *     are found by them
   */
  record Part(Scheduler scheduler, boolean isOwn) {}

  /**
   * What to run next; nothing if all is explored.
   *
   * @param executionsMax how many executions the parts may run together, at least 1
   */
  List<Part> nextRound(long executionsMax);

  /** All parts of the round have ended. */
  void endRound();

  /** What was covered, of so many executions. */
  Coverage coverage(long executions);
}
