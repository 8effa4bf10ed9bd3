package dev.lockstep.model.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schedule by the names of tasks and steps, so that code which has changed a little can still be
 * taken through it: what counts is who is stopped at which step, and who goes on then.
 *
 * @param tasks a fingerprint of every task's name, see {@link #mark}, by the number that legs use
 * @param legs one after the other; after the last one nobody is stopped any more
 * @param crashImage the execution ends in a crash after the last leg, which leaves this disk
 */
public record Route(List<Integer> tasks, List<Leg> legs, Optional<Integer> crashImage) {
  private static final int MARK_MASK = 0xFFFF;

  public Route {
    tasks = List.copyOf(tasks);
    legs = List.copyOf(legs);
  }

  /**
   * Some steps of one task.
   *
   * @param steps how many, when the route was recorded
   * @param fault what the last of them meets
   * @param end where they end
   */
  public record Leg(int task, int steps, Fault fault, End end) {}

  /** Where a leg ends. */
  public sealed interface End {

    /** The task waits for others, or has ended. */
    record Waiting() implements End {}

    /** After so many steps, whatever they are. */
    record Counted() implements End {}

    /**
     * The task has taken a step of this name so many times in this leg.
     *
     * @param step the seam call
     * @param name the {@link #mark} of the step's whole {@link StepName name}
     * @param times 1 or more
     */
    record Passed(StepKind step, int name, int times) implements End {

      /** Whether a step has the name. */
      public boolean isNameOf(StepKind kind, String object) {
        return kind == step && mark(StepName.of(kind, object)) == name;
      }
    }
  }

  /** 16 bits that stand for a name. */
  public static int mark(String name) {
    return (int) Fingerprint.of(name) & MARK_MASK;
  }

  /** The steps of a schedule by their number alone. */
  public static Route counted(Schedule schedule) {
    List<Leg> legs = new ArrayList<>();
    int start = 0;
    for (int step = 1; step <= schedule.length(); step++) {
      boolean goesOn = step < schedule.length()
          && schedule.task(step) == schedule.task(start)
          && schedule.fault(step - 1) == Fault.NONE;
      if (!goesOn) {
        Fault fault = schedule.fault(step - 1);
        legs.add(new Leg(schedule.task(start), step - start, fault, new End.Counted()));
        start = step;
      }
    }
    return new Route(List.of(), legs, schedule.crash().map(CrashDecision::image));
  }

  /** The schedule as it was recorded. */
  public Schedule schedule() {
    List<Schedule.Run> runs = new ArrayList<>();
    List<FaultDecision> faults = new ArrayList<>();
    int length = 0;
    for (Leg leg : legs) {
      length += leg.steps;
      runs.add(new Schedule.Run(leg.task, leg.steps));
      if (leg.fault != Fault.NONE) {
        faults.add(new FaultDecision(length - 1, leg.fault));
      }
    }
    Schedule steps = Schedule.ofRuns(runs).withFaults(faults);
    return crashImage
        .map(image -> steps.withCrash(new CrashDecision(steps.length(), image)))
        .orElse(steps);
  }
}
