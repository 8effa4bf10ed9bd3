package dev.lockstep.model.execution;

import dev.lockstep.model.simulation.PendingStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The locks under which compactions copy: those that one held when it touched a file of its copy. Who
 * takes such a lock may wait as long as a copy takes. The order of two tasks at one lock is the same in
 * all equivalent executions, so what is found here is too.
 */
final class CopyLocks {
  private final List<Set<Integer>> heldByTask = new ArrayList<>(); // Objects have large numbers.
  private final Set<Integer> copiedUnder = new HashSet<>();

  /**
   * A task has taken a step.
   *
   * @param copies whether it is a compaction's copy that goes on
   */
  void stepped(int task, PendingStep step, boolean copies) {
    switch (step.kind()) {
      case LOCK -> held(task).add(step.object());
      case UNLOCK -> held(task).remove(step.object());
      case FILE_READ, FILE_WRITE -> {
        if (copies) {
          copiedUnder.addAll(held(task));
        }
      }
      default -> {
        // Neither takes a lock nor copies anything.
      }
    }
  }

  /** Whether a compaction has copied under the lock that this step takes. */
  boolean isCopiedUnder(PendingStep lock) {
    return copiedUnder.contains(lock.object());
  }

  private Set<Integer> held(int task) {
    while (heldByTask.size() <= task) {
      heldByTask.add(new HashSet<>());
    }
    return heldByTask.get(task);
  }
}
