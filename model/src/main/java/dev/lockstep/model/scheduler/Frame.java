package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state on the way of the execution that is explored, with the step that it takes there: which
 * events lead from there to what was explored already, and which sequences still have to be.
 */
final class Frame {
  /** Events, one a task, after which everything is explored. */
  final List<Event> sleep;

  /** What to do from this state later, first one first. */
  final List<WakeupTree> wakeups;

  /** How many other steps were explored from this state. */
  int explored;

  private @Nullable WakeupTree guide;
  private @Nullable PlacedStep step;

  Frame(List<Event> sleep, List<WakeupTree> wakeups) {
    this.sleep = sleep;
    this.wakeups = wakeups;
  }

  /** Goes on with the first of the wakeups; false if there is none. */
  boolean takeWakeup() {
    if (wakeups.isEmpty()) {
      return false;
    }
    guide = wakeups.remove(0);
    step = null;
    return true;
  }

  /** The sequence that was noted, which begins with the step; null if it was any task's turn. */
  @Nullable
  WakeupTree guide() {
    return guide;
  }

  /** The step has been performed. */
  void performed(PlacedStep newStep) {
    Invariant.check(step == null, "a step is performed once");
    if (guide != null) {
      int noted = guide.event().task();
      Invariant.check(noted == newStep.task(), "task %s, not task %s", noted, newStep.task());
    }
    step = newStep;
  }

  /** Whether it is known what the step does. */
  boolean isPerformed() {
    return step != null;
  }

  PlacedStep step() {
    PlacedStep known = step;
    if (known == null) {
      throw new AssertionError("the step was not performed");
    }
    return known;
  }

  /** What the step does. */
  Event event() {
    return step().event();
  }

  /** The state after the step, which goes on with what was noted for it. */
  Frame next() {
    WakeupTree taken = guide;
    List<WakeupTree> noted = taken == null ? new ArrayList<>() : taken.children();
    Frame next = new Frame(Event.thoseThatCommute(sleep, event()), noted);
    next.takeWakeup();
    return next;
  }

  /** Everything after the step has been explored. */
  void putToSleep() {
    if (isPerformed()) {
      sleep.add(event());
    }
    explored++;
  }
}
