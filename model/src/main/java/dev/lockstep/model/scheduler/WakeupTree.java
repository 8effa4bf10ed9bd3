package dev.lockstep.model.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of steps to be explored from some state, those with a common beginning once. No two of
 * them lead to equivalent executions, whatever follows.
 *
 * @param event the first step
 * @param children what follows it, in the order in which it is explored; none at the end of a sequence
 */
record WakeupTree(Event event, List<WakeupTree> children) {

  /**
   * Adds a sequence, unless one is there that explores all it could.
   *
   * <p>At every node the sequence follows the first child that it can begin with, or that commutes
   * with all of it. Where there is none, what is left of the sequence becomes the last child.
   *
   * @param roots the trees of one state
   */
  static void insert(List<WakeupTree> roots, List<Event> sequence) {
    List<WakeupTree> children = roots;
    List<Event> left = new ArrayList<>(sequence);
    while (true) {
      WakeupTree next = firstThatMayBegin(children, left);
      if (next == null) {
        append(children, left);
        return;
      }
      if (next.children.isEmpty()) {
        return;
      }
      removeFirstOf(next.event.task(), left);
      children = next.children;
    }
  }

  private static @Nullable WakeupTree firstThatMayBegin(
      List<WakeupTree> children, List<Event> sequence) {
    for (WakeupTree child : children) {
      if (mayBegin(child.event, sequence)) {
        return child;
      }
    }
    return null;
  }

  /**
   * Whether a task's next step, {@code event}, is a weak initial of a sequence: some execution that
   * begins with it goes through the sequence, which holds the step or may be followed by it.
   */
  static boolean mayBegin(Event event, List<Event> sequence) {
    for (Event step : sequence) {
      if (step.task() == event.task()) {
        return true;
      }
      if (step.conflictsWith(event)) {
        return false;
      }
    }
    return true;
  }

  private static void removeFirstOf(int task, List<Event> sequence) {
    for (int i = 0; i < sequence.size(); i++) {
      if (sequence.get(i).task() == task) {
        sequence.remove(i);
        return;
      }
    }
  }

  private static void append(List<WakeupTree> children, List<Event> sequence) {
    List<WakeupTree> siblings = children;
    for (Event event : sequence) {
      WakeupTree node = new WakeupTree(event, new ArrayList<>());
      siblings.add(node);
      siblings = node.children;
    }
  }
}
