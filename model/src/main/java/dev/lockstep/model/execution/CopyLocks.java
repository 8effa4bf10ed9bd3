package dev.lockstep.model.execution;

import dev.lockstep.model.simulation.PendingStep;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The locks under which compactions copy: those that one held when it touched a file of its copy. Who
 * takes such a lock may wait as long as a copy takes. The order of two tasks at one lock is the same in
 * all equivalent executions, so what is found here is too.
 */
final class CopyLocks {
  private final List<BitSet> heldByTask = new ArrayList<>();
  private final BitSet copiedUnder = new BitSet();

  /**
   * A task has taken a step.
   *
   * @param copies whether it is a compaction's copy that goes on
   */
  void stepped(int task, PendingStep step, boolean copies) {
    switch (step.kind()) {
      case LOCK -> held(task).set(step.object());
      case UNLOCK -> held(task).clear(step.object());
      case FILE_READ, FILE_WRITE -> {
        if (copies) {
          copiedUnder.or(held(task));
        }
      }
      default -> {
        // Neither takes a lock nor copies anything.
      }
    }
  }

  /** Whether a compaction has copied under the lock that this step takes. */
  boolean isCopiedUnder(PendingStep lock) {
    return copiedUnder.get(lock.object());
  }

  private BitSet held(int task) {
    while (heldByTask.size() <= task) {
      heldByTask.add(new BitSet());
    }
    return heldByTask.get(task);
  }
}
