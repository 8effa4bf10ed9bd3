package dev.lockstep.model.program;

import dev.lockstep.model.result.ReplayToken;
import dev.lockstep.model.result.TokenException;
import dev.lockstep.model.scheduler.ReplayScheduler;
import dev.lockstep.model.scheduler.RouteRecorder;
import dev.lockstep.model.scheduler.RouteScheduler;
import dev.lockstep.model.scheduler.ScheduleMismatchException;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.simulation.SimulationResult;
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
 * @param assumption what was thrown to say that the execution is none of those in question
 * @param lines what happened, a line a step
 * @param token runs it again
 * @param detour how it differs from the execution whose token it follows, where the program has
 *     changed since; empty where it does not
 */
public record ProgramReplay(
    Optional<Throwable> failure,
    Optional<Throwable> assumption,
    List<String> lines,
    String token,
    Optional<String> detour) {
  /** A program is known by its name alone: nobody can tell whether its code has changed. */
  private static final String NO_CONTENT = "00000000";

  public ProgramReplay {
    lines = List.copyOf(lines);
  }

  /**
   * Runs a token. A program that has changed since is followed by the names of its tasks and steps.
   *
   * @param name the program's
   * @throws TokenException if it is none, is another program's, or cannot be followed through this one any more
   */
  public static ProgramReplay of(Program program, String name, String token) {
    ReplayToken parsed = ReplayToken.parse(token);
    if (!parsed.scenario().equals(name)) {
      throw new TokenException("the token is for " + parsed.scenario() + ", not for " + name);
    }
    RouteScheduler scheduler = new RouteScheduler(parsed.route());
    try {
      SimulationResult result =
          ProgramExecution.run(program, scheduler, Recording.HASH).simulation();
      scheduler.endExecution(result);
      ProgramReplay replay = of(program, name, result.schedule());
      return new ProgramReplay(
          replay.failure, replay.assumption, replay.lines, replay.token, scheduler.detour());
    } catch (ScheduleMismatchException e) {
      throw new TokenException("the token cannot be followed through " + name + " any more: "
          + e.getMessage() + "; explore again");
    }
  }

  /** Runs a schedule, which was one of this program. */
  public static ProgramReplay of(Program program, String name, Schedule schedule) {
    ReplayScheduler scheduler = new ReplayScheduler(schedule);
    RouteRecorder recorder = new RouteRecorder(scheduler);
    ProgramExecution.Result result = ProgramExecution.run(program, recorder, Recording.STEPS);
    scheduler.endExecution(result.simulation());
    return new ProgramReplay(
        result.failure(),
        result.assumption(),
        lines(result.simulation().trace()),
        new ReplayToken(name, NO_CONTENT, recorder.route(Optional.empty())).toString(),
        Optional.empty());
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
