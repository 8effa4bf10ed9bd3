package dev.lockstep.model.simulation;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.trace.Schedule;
import java.util.Arrays;

/**
 * The moment between two steps, as a chooser sees it. There is one of these an execution, filled in
 * anew for every step.
 */
public final class SchedulingPoint {
  /** Stands for a task where there is none. */
  public static final int NO_TASK = -1;

  private SimulatedTask[] tasks = new SimulatedTask[4];
  private int[] enabled = new int[4];
  private int taskCount;
  private int enabledCount;
  private long enabledMask;
  private int running = NO_TASK;
  private int step;

  SchedulingPoint() {}

  /** The index of the step to choose: how many were performed. */
  public int step() {
    return step;
  }

  /** The task that took the last step, {@link #NO_TASK} before the first. */
  public int running() {
    return running;
  }

  /** Whether the task that took the last step can take the next: to choose another preempts it. */
  public boolean isRunningEnabled() {
    return running != NO_TASK && isEnabled(running);
  }

  /** How many tasks can take the next step; at least 1. */
  public int enabledCount() {
    return enabledCount;
  }

  /** The {@code index}-th of them: the running task first if it is one, the rest by number. */
  public int enabled(int index) {
    return enabled[index];
  }

  /** The enabled tasks as a set: bit n is task n. */
  public long enabledMask() {
    return enabledMask;
  }

  /** Whether {@code task} is the number of a task that can take the next step. */
  public boolean isEnabled(int task) {
    return task >= 0 && task < taskCount && (enabledMask >>> task & 1) != 0;
  }

  /** How many tasks were started so far, ended ones included; their numbers are below it. */
  public int taskCount() {
    return taskCount;
  }

  /** Whether a task has ended. */
  public boolean hasEnded(int task) {
    return tasks[task].ended;
  }

  /** The name of a task. */
  public String name(int task) {
    return tasks[task].name();
  }

  /** The step that a task takes next; of no meaning once the task has ended. */
  public PendingStep pending(int task) {
    return tasks[task].pending;
  }

  void add(SimulatedTask task) {
    Invariant.check(
        taskCount < Schedule.TASKS_MAX, "task %d, allowed are %d", taskCount, Schedule.TASKS_MAX);
    if (taskCount == tasks.length) {
      tasks = Arrays.copyOf(tasks, 2 * taskCount);
      enabled = new int[2 * taskCount];
    }
    tasks[taskCount] = task;
    taskCount++;
  }

  SimulatedTask task(int number) {
    return tasks[number];
  }

  /** Finds out which tasks are enabled. */
  void update(int newRunning, int newStep) {
    running = newRunning;
    step = newStep;
    enabledCount = 0;
    enabledMask = 0;
    if (running != NO_TASK && tasks[running].isEnabled()) {
      addEnabled(running);
    }
    for (int task = 0; task < taskCount; task++) {
      if (task != running && tasks[task].isEnabled()) {
        addEnabled(task);
      }
    }
  }

  private void addEnabled(int task) {
    enabled[enabledCount] = task;
    enabledCount++;
    enabledMask |= 1L << task;
  }
}
