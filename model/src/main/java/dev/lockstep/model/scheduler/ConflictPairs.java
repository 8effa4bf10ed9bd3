package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pairs of steps of one execution of which the second met what the first had left: it conflicts
 * with it, is another task's, and no step of another task that it conflicts with came in between.
 *
 * <p>A step is known by its task, what it does, the object, and how often the task has done so, up to
 * {@link #TIMES_MAX}: so a pair is the same in other executions, and long loops make few.
 */
final class ConflictPairs {
  private static final int TIMES_MAX = 16;
  private static final int NONE = -1;

  private final List<Taken> taken = new ArrayList<>();
  private final Map<Integer, Integer> lastOnObject = new HashMap<>();
  private final Map<Long, Integer> times = new HashMap<>();

  /**
   * Two steps by their index, the first one below the second.
   *
   * @param name the same in every execution
   */
  record Pair(int first, int second, long name) {}

  private record Taken(int task, long name, Footprint footprint, int previousOnObject) {}

  /** Begins another execution. */
  void begin() {
    taken.clear();
    lastOnObject.clear();
    times.clear();
  }

  /** The next step was performed. */
  void add(int task, PendingStep step) {
    Footprint footprint = step.footprint();
    long kind = (long) step.kind().letter() * Schedule.TASKS_MAX + task;
    long what = Fingerprint.mix(kind, footprint.object());
    int count = times.merge(what, 1, Integer::sum);
    int previous = lastOnObject.getOrDefault(footprint.object(), NONE);
    lastOnObject.put(footprint.object(), taken.size());
    taken.add(
        new Taken(task, Fingerprint.mix(what, Math.min(count, TIMES_MAX)), footprint, previous));
  }

  /** The pairs, in the order of their second steps. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int second = 0; second < taken.size(); second++) {
      int first = left(second);
      if (first != NONE) {
        long name = Fingerprint.mix(taken.get(first).name, taken.get(second).name);
        pairs.add(new Pair(first, second, name));
      }
    }
    return pairs;
  }

  private int left(int second) {
    Taken step = taken.get(second);
    for (int i = step.previousOnObject; i != NONE; i = taken.get(i).previousOnObject) {
      Taken earlier = taken.get(i);
      if (earlier.task != step.task && earlier.footprint.conflictsWith(step.footprint)) {
        return i;
      }
    }
    return NONE;
  }
}
