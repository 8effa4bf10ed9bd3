package dev.lockstep.model.execution;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.history.History;
import dev.lockstep.model.trace.CrashDecision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The crashes that are taken while one execution runs, and where it ends. */
final class Crashes {
  private final CrashCheck check;
  private final Optional<CrashDecision> replayed;
  private final Judge judge;
  private final History history;
  private long disksSeen = -1;
  private int callsSeen = -1;

  /**
   * Crashes of an execution.
   *
   * @param replayed the one that it is to end in, if it repeats another
   * @param history its calls, as they are made
   */
  Crashes(CrashCheck check, Optional<CrashDecision> replayed, Judge judge, History history) {
    this.check = check;
    this.replayed = replayed;
    this.judge = judge;
    this.history = history;
  }

  /** Whether there are any before the end. */
  boolean areOnTheWay() {
    return check == CrashCheck.EVERYWHERE;
  }

  /** The machine stops before a step. What came of it, if it could find something new. */
  @Nullable
  Violation before(int step, SimulatedDisk disk) {
    boolean isNew = disk.changes() != disksSeen || history.changes() != callsSeen;
    disksSeen = disk.changes();
    callsSeen = history.changes();
    return isNew ? judge.crash(disk, history, step) : null;
  }

  /** The execution was stopped, or has ended, after so many steps: so does the machine. */
  @Nullable
  Violation atTheEnd(int steps, SimulatedDisk disk) {
    return switch (check) {
      case NEVER, AFTERWARDS ->
        replayed.map(crash -> judge.replayedCrash(disk, history, crash)).orElse(null);
      case EVERYWHERE, AT_THE_END -> judge.crash(disk, history, steps);
    };
  }
}
