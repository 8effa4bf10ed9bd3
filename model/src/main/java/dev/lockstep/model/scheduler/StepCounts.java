package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many steps each task takes on each object, learned from the executions so far. */
final class StepCounts {
  private final List<OfObject> objects = new ArrayList<>(); // In the order they were first touched.
  private final Map<Integer, OfObject> byNumber = new HashMap<>();
  private final OfObject all = new OfObject(-1);

  /** The steps on one object, or on all. */
  static final class OfObject {
    private final int object;
    private final int[] now = new int[Schedule.TASKS_MAX];
    private final int[] most = new int[Schedule.TASKS_MAX];
    private boolean written;

    private OfObject(int object) {
      this.object = object;
    }

    /** Copies the most steps that each task took on it in an execution that has ended. */
    void copyMostTo(int[] target) {
      System.arraycopy(most, 0, target, 0, most.length);
    }

    private void count(int task, PendingStep step) {
      now[task]++;
      written |= step.writes();
    }

    private void endExecution() {
      for (int task = 0; task < now.length; task++) {
        most[task] = Math.max(most[task], now[task]);
      }
      Arrays.fill(now, 0);
    }

    private boolean isShared() {
      return written && Arrays.stream(most).filter(steps -> steps > 0).limit(2).count() == 2;
    }
  }

  /** Forgets the steps of an execution that did not end. */
  void beginExecution() {
    objects.forEach(object -> Arrays.fill(object.now, 0));
    Arrays.fill(all.now, 0);
  }

  /** A step is about to be taken. */
  void count(int task, PendingStep step) {
    all.count(task, step);
    ofObject(step.object()).count(task, step);
  }

  private OfObject ofObject(int number) {
    OfObject known = byNumber.get(number);
    if (known != null) {
      return known;
    }
    OfObject added = new OfObject(number);
    byNumber.put(number, added);
    objects.add(added);
    return added;
  }

  void endExecution() {
    objects.forEach(OfObject::endExecution);
    all.endExecution();
  }

  /** The counts of an object that several tasks use and some write, drawn; of all if there is none. */
  OfObject draw(SplitMix64 random) {
    List<OfObject> shared = objects.stream().filter(OfObject::isShared).toList();
    return shared.isEmpty() ? all : shared.get(random.next(shared.size()));
  }

  /** Whether the step is one that {@code selected} counts. */
  boolean counts(OfObject selected, PendingStep step) {
    return selected == all || selected.object == step.object();
  }
}
