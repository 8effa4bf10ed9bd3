package dev.lockstep.model.check;

import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.scheduler.ScheduleMismatchException;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.trace.MilestoneReached;
import dev.lockstep.model.trace.Schedule;
import dev.lockstep.model.trace.Step;
import dev.lockstep.model.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One execution of a program again, recorded.
 *
 * @param failure what was thrown; empty where all is well
 * @param lines what happened, a line a step
 * @param token runs it again
 */
public record ProgramReplay(Optional<Throwable> failure, List<String> lines, String token) {
  /** A program is known by its name alone: nobody can tell whether its code has changed. */
  private static final String NO_CONTENT = "00000000";

  public ProgramReplay {
    lines = List.copyOf(lines);
  }

  /**
   * Runs a token's schedule.
   *
   * @param name the program's
   * @throws TokenException if it is none, is another program's, or does not fit this one any more
   */
  public static ProgramReplay of(Program program, String name, String token) {
    ReplayToken parsed = ReplayToken.parse(token);
    if (!parsed.scenario().equals(name)) {
      throw new TokenException("the token is for " + parsed.scenario() + ", not for " + name);
    }
    try {
      return of(program, name, parsed.schedule());
    } catch (ScheduleMismatchException e) {
      throw new TokenException("the token's schedule does not fit " + name + " any more: "
          + e.getMessage() + "; explore again");
    }
  }

  /** Runs a schedule, which was one of this program. */
  public static ProgramReplay of(Program program, String name, Schedule schedule) {
    ReplayScheduler scheduler = new ReplayScheduler(schedule);
    ProgramExecution.Result result = ProgramExecution.run(program, scheduler, Recording.STEPS);
    scheduler.endExecution(result.simulation());
    return new ProgramReplay(
        result.failure(),
        lines(result.simulation().trace()),
        new ReplayToken(name, NO_CONTENT, schedule).toString());
  }

  private static List<String> lines(Trace trace) {
    List<String> lines = new ArrayList<>();
    List<MilestoneReached> milestones = trace.milestones();
    int next = 0;
    int task = -1;
    for (Step step : trace.steps()) {
      String mark = task >= 0 && step.task() != task ? ">" : " ";
      lines.add(String.format("%5d %s %s", step.index(), mark, step.describe()));
      task = step.task();
      for (;
          next < milestones.size() && milestones.get(next).afterStep() <= step.index() + 1;
          next++) {
        MilestoneReached reached = milestones.get(next);
        lines.add("        ~ " + reached.name() + " " + reached.subject() + " " + reached.value());
      }
    }
    return lines;
  }
}
