package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Schedule;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs every schedule with at most k preemptions, each once: first all without any, then all with
 * one, and so on, so that a violation is found with as few as it needs. A preemption is a switch away
 * from a task that could go on; where the running task waits or has ended, to go on with any other
 * is free.
 *
 * <p>Schedules form a tree. An execution:
 *
 * <ol>
 *   <li>follows an earlier schedule up to a step, and there takes an alternative;
 *   <li>from then on never preempts, and takes the lowest enabled task where the choice is free;
 *   <li>after that step, notes the alternatives that it left: the free ones for the current level,
 *       the preemptions for the next.
 * </ol>
 *
 * <p>Within a level the free alternatives are explored depth first. What waits for the next level is
 * kept as one small object an execution.
 */
public final class BoundedScheduler implements Scheduler, Resumable {
  private final int preemptionsMax;
  private final boolean isPart;
  private final long executionsMax;
  private final Deque<Branches> freeBranches = new ArrayDeque<>();
  private Deque<Branches> costlyBranches = new ArrayDeque<>();
  private Deque<Branches> nextLevel = new ArrayDeque<>();
  private int level;
  private long executions;
  private long executionsOfLevel;
  private boolean complete;
  private boolean isReady; // The next schedule has been taken.

  private Schedule followed = Schedule.of(new byte[0], 0);
  private int partingStep = -1;
  private int partingTask;
  private Branches free = new Branches();
  private Branches costly = new Branches();

  /** Explores all schedules with at most {@code preemptionsMax} preemptions. */
  public BoundedScheduler(int preemptionsMax) {
    this.preemptionsMax = preemptionsMax;
    this.isPart = false;
    this.executionsMax = Long.MAX_VALUE;
  }

  /**
   * Explores a part of a level: what begins with one alternative, none for the very first schedule.
   * What it leaves is in {@link #freeBranches()} and {@link #costlyBranches()}.
   */
  BoundedScheduler(
      int preemptionsMax, int level, @Nullable Alternative alternative, long executionsMax) {
    this.preemptionsMax = preemptionsMax;
    this.isPart = true;
    this.executionsMax = executionsMax;
    this.level = level;
    if (alternative != null) {
      followed = alternative.followed();
      partingStep = alternative.step();
      partingTask = alternative.task();
    }
  }

  /** The beginning of a schedule: {@code followed} up to a step, and there another task. */
  record Alternative(Schedule followed, int step, int task) {}

  /** The alternatives of this level that are left, the last ones to be taken first. */
  Deque<Branches> freeBranches() {
    return freeBranches;
  }

  /** The alternatives of the next level. */
  Deque<Branches> costlyBranches() {
    return nextLevel;
  }

  @Override
  public boolean beginExecution() {
    if (executions == executionsMax) {
      return false;
    }
    if (executions > 0 && !isReady && !advance()) {
      complete = true;
      return false;
    }
    isReady = false;
    executions++;
    executionsOfLevel++;
    free = new Branches();
    costly = new Branches();
    return true;
  }

  /** Goes to the next schedule: of this level, else of the next one that has any. */
  private boolean advance() {
    while (true) {
      if (take(freeBranches) || take(costlyBranches)) {
        return true;
      }
      if (isPart || nextLevel.isEmpty()) {
        return false;
      }
      costlyBranches = nextLevel;
      nextLevel = new ArrayDeque<>();
      level++;
      executionsOfLevel = 0;
    }
  }

  /** Whether the next execution, if there is one, belongs to the next level. */
  boolean isLevelDone() {
    isReady = isReady || (executions > 0 && (take(freeBranches) || take(costlyBranches)));
    return executions > 0 && !isReady;
  }

  /** Goes to the next level; only where this one is done. Returns false if there is none left. */
  boolean enterLevel() {
    isReady = advance();
    complete = !isReady;
    return isReady;
  }

  private boolean take(Deque<Branches> source) {
    for (Branches top = source.peekLast(); top != null; top = source.peekLast()) {
      if (top.advance()) {
        followed = top.schedule();
        partingStep = top.step();
        partingTask = top.task();
        return true;
      }
      source.removeLast();
    }
    return false;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int step = point.step();
    if (step <= partingStep) {
      int task = step < partingStep ? followed.task(step) : partingTask;
      if (!point.isEnabled(task)) {
        throw new ScheduleMismatchException(
            step,
            "task "
                + task
                + " could go on before and cannot now; enabled are: "
                + ReplayScheduler.enabled(point));
      }
      return task;
    }
    int task = point.enabled(0);
    long others = point.enabledMask() & ~(1L << task);
    boolean preempts = point.isRunningEnabled();
    free.add(step, preempts ? 0 : others);
    costly.add(step, preempts && level < preemptionsMax ? others : 0);
    return task;
  }

  @Override
  public void endExecution(SimulationResult result) {
    Schedule taken = result.schedule();
    if (!free.isEmpty()) {
      free.end(taken);
      freeBranches.addLast(free);
    }
    if (!costly.isEmpty()) {
      costly.end(taken);
      nextLevel.addLast(costly);
    }
  }

  @Override
  public void save(DataOutput output) throws IOException {
    output.writeInt(level);
    output.writeLong(executions);
    output.writeLong(executionsOfLevel);
    for (Deque<Branches> branches : List.of(freeBranches, costlyBranches, nextLevel)) {
      Branches.saveAll(output, branches);
    }
    output.writeBoolean(isReady);
    Saved.writeSchedule(output, followed);
    output.writeInt(partingStep);
    output.writeInt(partingTask);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    level = input.readInt();
    executions = input.readLong();
    executionsOfLevel = input.readLong();
    for (Deque<Branches> branches : List.of(freeBranches, costlyBranches, nextLevel)) {
      Branches.restoreAll(input, branches);
    }
    isReady = input.readBoolean();
    followed = Saved.readSchedule(input);
    partingStep = input.readInt();
    partingTask = input.readInt();
  }

  /** The number of preemptions in the current execution. */
  public int level() {
    return level;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(executions, complete, complete ? covered() : stopped());
  }

  private String covered() {
    String schedules = Counted.of(executions, "schedule");
    return level < preemptionsMax
        ? "complete: all " + schedules + ", none has more than " + Counted.of(level, "preemption")
        : "complete up to " + Counted.of(preemptionsMax, "preemption") + ": " + schedules;
  }

  private String stopped() {
    return "stopped after "
        + Counted.of(executions, "schedule")
        + ", the last "
        + executionsOfLevel
        + " with "
        + Counted.of(level, "preemption");
  }
}
