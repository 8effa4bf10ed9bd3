package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.StepKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order that an execution shares with all equivalent ones: a step happens before another if it
 * comes first and they conflict, or by way of steps in between. It is kept as vector clocks.
 *
 * <p>Two steps of different tasks <em>race</em> if one happens before the other by their conflict
 * alone, so that the other could have come first. To lock a mutex comes after the unlock before it
 * and cannot be moved ahead of that, but may be moved ahead of the step that took the mutex: these
 * two race instead. What a task waits for by joining another, by not yet being spawned, or by waiting
 * for a signal, comes first always. At a standstill, a task that waits for a mutex is in such a race
 * as well, though its step was not taken yet.
 */
final class HappensBefore {
  private static final int NONE = -1;

  private final List<PlacedStep> steps;
  private final int[] last;
  private final int[] spawn;
  private final int[] standstill;
  private final Map<Integer, Integer> lastOnObject = new HashMap<>();
  private int lastInRoom = NONE;
  private final List<BlockedRace> blockedRaces = new ArrayList<>();
  private int[] races = new int[8];

  /**
   * Of a task that waits for a mutex at a standstill with the step that took the mutex last.
   *
   * @param first the index of that step
   * @param lock what the waiting task would do
   */
  record BlockedRace(int first, Event lock) {}

  private HappensBefore(List<PlacedStep> before, int taskCount) {
    this.steps = new ArrayList<>(before);
    this.standstill = new int[taskCount];
    this.last = new int[taskCount];
    this.spawn = new int[taskCount];
    Arrays.fill(last, NONE);
    Arrays.fill(spawn, NONE);
  }

  /**
   * The order of an execution.
   *
   * @param before its first steps, which have their place
   * @param performed the steps after those
   * @param standstills all there were
   */
  static HappensBefore of(
      List<PlacedStep> before, List<Event> performed, List<Standstill> standstills) {
    HappensBefore order = new HappensBefore(before, taskCount(before, performed));
    int count = before.size() + performed.size();
    int passed = 0;
    for (int index = 0; index <= count; index++) {
      for (; passed < standstills.size() && standstills.get(passed).step() == index; passed++) {
        order.standStill(standstills.get(passed));
      }
      if (index < count) {
        if (index >= before.size()) {
          order.place(performed.get(index - before.size()));
        }
        order.pass(index);
      }
    }
    return order;
  }

  /** All steps. */
  List<PlacedStep> steps() {
    return steps;
  }

  private void pass(int index) {
    Event event = steps.get(index).event();
    last[event.task()] = index;
    lastOnObject.put(event.footprint().object(), index);
    if (event.needsRoom()) {
      lastInRoom = index;
    }
    if (event.kind() == StepKind.SPAWN) {
      spawn[event.otherTask()] = index;
    }
  }

  private void standStill(Standstill here) {
    for (Event lock : here.locks()) {
      int first = raceOfBlocked(lock);
      if (first != NONE) {
        blockedRaces.add(new BlockedRace(first, lock));
      }
    }
    for (int task = 0; task < last.length; task++) {
      standstill[task] = last[task] + 1;
    }
  }

  /** The races of tasks that waited for a mutex while no task could go on. */
  List<BlockedRace> blockedRaces() {
    return blockedRaces;
  }

  private static int taskCount(List<PlacedStep> before, List<Event> performed) {
    int highest = 0;
    for (PlacedStep step : before) {
      highest = highest(highest, step.event());
    }
    for (Event event : performed) {
      highest = highest(highest, event);
    }
    return highest + 1;
  }

  private static int highest(int before, Event event) {
    return Math.max(before, Math.max(event.task(), event.otherTask()));
  }

  private void place(Event event) {
    int previousOnObject = lastOnObject.getOrDefault(event.footprint().object(), NONE);
    int previousInRoom = event.needsRoom() ? lastInRoom : NONE;
    int[] clock = clockBefore(event);
    int count = 0;
    // Steps of different tasks that conflict touch one object or the room on the disk, but for what
    // clockBefore knows.
    int onObject = previousOnObject;
    int inRoom = previousInRoom;
    while (onObject != NONE || inRoom != NONE) {
      int i = Math.max(onObject, inRoom);
      PlacedStep at = steps.get(i);
      onObject = i == onObject ? at.previousOnObject() : onObject;
      inRoom = i == inRoom ? at.previousInRoom() : inRoom;
      Event earlier = at.event();
      if (clock[earlier.task()] <= i && earlier.conflictsWith(event)) {
        int first = event.kind() == StepKind.LOCK ? acquisition(i) : i;
        if (first != NONE && clock[earlier.task()] <= first) {
          addRace(count, first);
          count++;
        }
        join(clock, i);
      }
    }
    clock[event.task()] = steps.size() + 1;
    steps.add(new PlacedStep(
        event, clock, previousOnObject, previousInRoom, Arrays.copyOf(races, count)));
  }

  /** What has happened before a task's next step, whatever that touches. */
  private int[] clockBefore(Event event) {
    int[] clock = standstill.clone();
    join(clock, last[event.task()]);
    join(clock, event.enabler());
    join(clock, spawn[event.task()]);
    if (event.kind() == StepKind.JOIN) {
      join(clock, last[event.otherTask()]);
    }
    return clock;
  }

  private void join(int[] clock, int index) {
    if (index != NONE) {
      int[] other = steps.get(index).clock();
      for (int task = 0; task < Math.min(clock.length, other.length); task++) {
        clock[task] = Math.max(clock[task], other[task]);
      }
    }
  }

  /** The step that took the mutex which step {@code unlock} gave back. */
  private int acquisition(int unlock) {
    Event event = steps.get(unlock).event();
    int i = steps.get(unlock).previousOnObject();
    for (; i != NONE; i = steps.get(i).previousOnObject()) {
      Event earlier = steps.get(i).event();
      if (earlier.task() == event.task() && earlier.acquires(event.footprint().object())) {
        return i;
      }
    }
    return NONE;
  }

  private void addRace(int count, int first) {
    if (count == races.length) {
      races = Arrays.copyOf(races, 2 * count);
    }
    races[count] = first;
  }

  /**
   * The step that a task which waits for a mutex at a standstill is in a race with: the one
   * that took it last. -1 if that happened before the task came to wait.
   */
  private int raceOfBlocked(Event lock) {
    int[] clock = clockBefore(lock);
    int i = lastOnObject.getOrDefault(lock.footprint().object(), NONE);
    for (; i != NONE; i = steps.get(i).previousOnObject()) {
      Event earlier = steps.get(i).event();
      if (earlier.acquires(lock.footprint().object())) {
        return clock[earlier.task()] <= i ? i : NONE;
      }
    }
    return NONE;
  }
}
