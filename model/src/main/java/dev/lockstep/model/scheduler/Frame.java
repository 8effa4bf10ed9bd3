package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the execution that is explored, with what is known of the state before it: which
 * events lead from there to what was explored already, and which sequences still have to be.
 */
final class Frame {
  /** Events, one a task, after which everything is explored. */
  final List<Event> sleep;

  /** What to do from this state later, first one first. */
  final List<WakeupTree> wakeups;

  /** The task whose step it is. */
  int task;

  /** How many other steps were explored from this state. */
  int explored;

  /** For every task the number of steps, up to its last one that happened before this, and this. */
  int[] clock = {};

  /** The step before this one that touches the same object; -1 if there is none. */
  int previousOnObject = -1;

  /** The step before this one that may need room on a disk that may be full; -1 if there is none. */
  int previousInRoom = -1;

  /** The steps, by index, that this one is in a race with. */
  int[] races = {};

  private @Nullable WakeupTree guide;
  private @Nullable Event event;

  Frame(List<Event> sleep, List<WakeupTree> wakeups) {
    this.sleep = sleep;
    this.wakeups = wakeups;
  }

  /** The task does what it likes. */
  void take(int newTask) {
    task = newTask;
    guide = null;
    event = null;
  }

  /** Goes on with the first of the wakeups; false if there is none. */
  boolean takeWakeup() {
    if (wakeups.isEmpty()) {
      return false;
    }
    WakeupTree next = wakeups.remove(0);
    take(next.event().task());
    guide = next;
    return true;
  }

  /** Whether it was noted what the task does. */
  boolean hasGuide() {
    return guide != null;
  }

  /** The sequence that was noted, which begins with the step; null if it was any task's turn. */
  @Nullable
  WakeupTree guide() {
    return guide;
  }

  /** The step has been performed. */
  void performed(Event newEvent) {
    Invariant.check(event == null, "a step is performed once");
    event = newEvent;
  }

  /** Whether it is known what the step does. */
  boolean isPerformed() {
    return event != null;
  }

  /** What the step does. */
  Event event() {
    Event known = event;
    if (known == null) {
      throw new AssertionError("the step was not performed");
    }
    return known;
  }

  /** Whether the step of index {@code step}, taken by {@code other}, happens before this one. */
  boolean comesAfter(int step, int other) {
    return other < clock.length && clock[other] > step;
  }

  /** What the state after the step is to do first. */
  List<WakeupTree> wakeupsAfter() {
    WakeupTree taken = guide;
    return taken == null ? new ArrayList<>() : taken.children();
  }

  /** The events that still sleep after the step: those that commute with it. */
  List<Event> sleepAfter() {
    return Event.thoseThatCommute(sleep, event());
  }

  /** Whether all that begins with a step of {@code candidate} is explored. */
  boolean sleeps(int candidate) {
    for (Event sleeping : sleep) {
      if (sleeping.task() == candidate) {
        return true;
      }
    }
    return false;
  }

  /** Everything after the step has been explored. */
  void putToSleep() {
    if (isPerformed()) {
      sleep.add(event());
    }
    explored++;
  }
}
