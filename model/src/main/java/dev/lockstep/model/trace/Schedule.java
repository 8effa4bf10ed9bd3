package dev.lockstep.model.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The decisions of one execution: the task that took each step, and the crash that ended it, if one
 * did. Together with the scenario it is enough to run the execution again.
 */
public final class Schedule {
  /** The most tasks an execution may have; numbers of tasks are below it. */
  public static final int TASKS_MAX = 64;

  private final byte[] tasks;
  private final Optional<CrashDecision> crash;

  private Schedule(byte[] tasks, Optional<CrashDecision> crash) {
    this.tasks = tasks;
    this.crash = crash;
  }

  /** Consecutive steps of one task. */
  public record Run(int task, int steps) {}

  /** The schedule whose i-th step is taken by task {@code tasks[i]}, for the first {@code length}. */
  public static Schedule of(byte[] tasks, int length) {
    return new Schedule(Arrays.copyOf(tasks, length), Optional.empty());
  }

  /**
   * The schedule that consists of {@code runs}.
   *
   * @throws IllegalArgumentException if a run names no possible task or has no steps
   */
  public static Schedule ofRuns(List<Run> runs) {
    int length = 0;
    for (Run run : runs) {
      if (run.task < 0 || run.task >= TASKS_MAX || run.steps <= 0) {
        throw new IllegalArgumentException("a schedule cannot hold " + run);
      }
      length = Math.addExact(length, run.steps);
    }
    byte[] tasks = new byte[length];
    int start = 0;
    for (Run run : runs) {
      Arrays.fill(tasks, start, start + run.steps, (byte) run.task);
      start += run.steps;
    }
    return new Schedule(tasks, Optional.empty());
  }

  /** This schedule's steps before the crash, and the crash. */
  public Schedule withCrash(CrashDecision decision) {
    return new Schedule(Arrays.copyOf(tasks, decision.beforeStep()), Optional.of(decision));
  }

  /** The number of steps. */
  public int length() {
    return tasks.length;
  }

  /** The number of the task that takes step {@code index}. */
  public int task(int index) {
    return tasks[index];
  }

  /** The crash that ends the execution. */
  public Optional<CrashDecision> crash() {
    return crash;
  }

  /** The steps as runs, each as long as can be. */
  public List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= tasks.length; i++) {
      if (i == tasks.length || tasks[i] != tasks[start]) {
        runs.add(new Run(tasks[start], i - start));
        start = i;
      }
    }
    return runs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule that
        && Arrays.equals(tasks, that.tasks)
        && crash.equals(that.crash);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tasks) + crash.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Run run : runs()) {
      text.append(text.length() == 0 ? "" : " ").append(run.task).append('*').append(run.steps);
    }
    crash.ifPresent(decision -> text.append(" crash ").append(decision.image()));
    return text.toString();
  }
}
