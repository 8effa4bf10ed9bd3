package dev.lockstep.model.scheduler;

import dev.lockstep.model.trace.Fingerprint;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of an execution's steps that all equivalent executions share. Any order of the steps that
 * keeps it is an execution too, in which every task sees the same.
 */
public final class CausalOrder {
  /** Keeps the fingerprint of a step apart from that of a past: two that are equal cancel out. */
  private static final long STEP = 0x2545F4914F6CDD1DL;

  private final int[] tasks;
  private final int[][] clocks;
  private final boolean[] changesDisk;
  private long @Nullable [] fingerprints; // Worked out when they are asked for.
  private final int taskCount;

  CausalOrder(List<PlacedStep> steps) {
    int count = steps.size();
    tasks = new int[count];
    clocks = new int[count][];
    changesDisk = new boolean[count];
    for (int i = 0; i < count; i++) {
      PlacedStep step = steps.get(i);
      tasks[i] = step.task();
      clocks[i] = step.clock();
      changesDisk[i] = step.event().changesDisk();
    }
    taskCount = Arrays.stream(tasks).max().orElse(0) + 1;
  }

  /** The number of steps. */
  public int stepCount() {
    return tasks.length;
  }

  /** The number of tasks that took any. */
  public int taskCount() {
    return taskCount;
  }

  /** The task that took a step. */
  public int task(int step) {
    return tasks[step];
  }

  /** Whether a crash right after a step may leave another disk than one right before it. */
  public boolean changesDisk(int step) {
    return changesDisk[step];
  }

  /** Whether step {@code first} comes before step {@code second} in every equivalent execution. */
  public boolean happensBefore(int first, int second) {
    return first < second && at(clocks[second], tasks[first]) > first;
  }

  private static int at(int[] clock, int task) {
    return task < clock.length ? clock[task] : 0;
  }

  /** Nothing yet: a past without steps. */
  public Past nothing() {
    return new Past(new int[taskCount]);
  }

  /** Steps with all that happens before them: what can have been done so far at some moment. */
  public final class Past {
    private final int[] ends;

    private Past(int[] ends) {
      this.ends = ends;
    }

    /** Whether it holds a step. */
    public boolean contains(int step) {
      return step < ends[tasks[step]];
    }

    /** This, a step, and all that happens before that. */
    public Past with(int step) {
      int[] joined = ends.clone();
      for (int task = 0; task < taskCount; task++) {
        joined[task] = Math.max(joined[task], at(clocks[step], task));
      }
      return new Past(joined);
    }

    /**
     * A fingerprint of what was done: the same for the same steps after the same pasts, in whatever
     * execution of the program.
     */
    public long fingerprint() {
      return CausalOrder.fingerprint(ends, fingerprints());
    }
  }

  private long[] fingerprints() {
    long[] known = fingerprints;
    if (known == null) {
      known = fingerprints(tasks, clocks);
      fingerprints = known;
    }
    return known;
  }

  /** Of every step with its past, in the order of the steps. */
  private static long[] fingerprints(int[] tasks, int[][] clocks) {
    long[] fingerprints = new long[tasks.length];
    int[] ends = new int[Arrays.stream(tasks).max().orElse(0) + 1];
    for (int step = 0; step < tasks.length; step++) {
      int[] past = Arrays.copyOf(clocks[step], ends.length);
      past[tasks[step]] = ends[tasks[step]];
      long after = Fingerprint.mix(fingerprint(past, fingerprints), tasks[step]);
      fingerprints[step] = Fingerprint.mix(after, STEP);
      ends[tasks[step]] = step + 1;
    }
    return fingerprints;
  }

  private static long fingerprint(int[] ends, long[] fingerprints) {
    long result = Fingerprint.EMPTY;
    for (int task = 0; task < ends.length; task++) {
      if (ends[task] > 0) {
        result = Fingerprint.mix(Fingerprint.mix(result, task), fingerprints[ends[task] - 1]);
      }
    }
    return result;
  }
}
