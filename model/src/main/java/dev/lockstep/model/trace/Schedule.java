package dev.lockstep.model.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The decisions of one execution: the task that took each step, the faults that steps met, and the
 * crash that ended it, if one did. Together with the scenario it is enough to run the execution again.
 */
public final class Schedule {
  /** The most tasks an execution may have; numbers of tasks are below it. */
  public static final int TASKS_MAX = 64;

  /** The most steps an execution may have: no scenario takes as many, so one that does never ends. */
  public static final int STEPS_MAX = 100_000;

  private final byte[] tasks;
  private final List<FaultDecision> faults;
  private final Optional<CrashDecision> crash;

  private Schedule(byte[] tasks, List<FaultDecision> faults, Optional<CrashDecision> crash) {
    this.tasks = tasks;
    this.faults = List.copyOf(faults);
    this.crash = crash;
  }

  /** Consecutive steps of one task. */
  public record Run(int task, int steps) {}

  /** The schedule whose i-th step is taken by task {@code tasks[i]}, for the first {@code length}. */
  public static Schedule of(byte[] tasks, int length) {
    return of(tasks, length, List.of());
  }

  /** The same with these faults, in the order of their steps. */
  public static Schedule of(byte[] tasks, int length, List<FaultDecision> faults) {
    return new Schedule(Arrays.copyOf(tasks, length), faults, Optional.empty());
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
    return new Schedule(tasks, List.of(), Optional.empty());
  }

  /** This schedule's steps and faults before the crash, and the crash. */
  public Schedule withCrash(CrashDecision decision) {
    int end = decision.beforeStep();
    return new Schedule(
        Arrays.copyOf(tasks, end),
        faults.stream().filter(fault -> fault.step() < end).toList(),
        Optional.of(decision));
  }

  /** The same steps with these faults in place of any others. */
  public Schedule withFaults(List<FaultDecision> decisions) {
    return new Schedule(tasks, decisions, crash);
  }

  /** The same steps with the faults of another order of them; those at steps not taken are left out. */
  public Schedule withFaultsAt(Collection<FaultPoint> points) {
    List<FaultDecision> decisions = new ArrayList<>();
    int[] taken = new int[TASKS_MAX];
    for (int step = 0; step < tasks.length; step++) {
      int ownStep = taken[tasks[step]]++;
      for (FaultPoint point : points) {
        if (point.task() == tasks[step] && point.ownStep() == ownStep) {
          decisions.add(new FaultDecision(step, point.fault()));
        }
      }
    }
    return withFaults(decisions);
  }

  /** The number of steps. */
  public int length() {
    return tasks.length;
  }

  /** The number of the task that takes step {@code index}. */
  public int task(int index) {
    return tasks[index];
  }

  /** The faults, in the order of their steps. */
  public List<FaultDecision> faults() {
    return faults;
  }

  /** The fault that step {@code index} meets. */
  public Fault fault(int index) {
    for (FaultDecision decision : faults) {
      if (decision.step() == index) {
        return decision.fault();
      }
    }
    return Fault.NONE;
  }

  /** The faults by task, in ascending order. */
  public List<FaultPoint> faultPoints() {
    List<FaultPoint> points = new ArrayList<>();
    for (FaultDecision decision : faults) {
      int task = tasks[decision.step()];
      int ownStep = 0;
      for (int step = 0; step < decision.step(); step++) {
        ownStep += tasks[step] == task ? 1 : 0;
      }
      points.add(new FaultPoint(task, ownStep, decision.fault()));
    }
    Collections.sort(points);
    return points;
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
        && faults.equals(that.faults)
        && crash.equals(that.crash);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(tasks) + faults.hashCode()) + crash.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Run run : runs()) {
      text.append(text.length() == 0 ? "" : " ").append(run.task).append('*').append(run.steps);
    }
    faults.forEach(
        fault -> text.append(' ').append(fault.fault().key()).append('@').append(fault.step()));
    crash.ifPresent(decision -> text.append(" crash ").append(decision.image()));
    return text.toString();
  }
}
