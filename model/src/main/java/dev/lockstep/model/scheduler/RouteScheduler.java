package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Route;
import dev.lockstep.model.trace.Route.End;
import dev.lockstep.model.trace.Route.Leg;
import java.util.List;
import java.util.Optional;

/**
 * Takes one execution along a route, leg after leg:
 *
 * <ol>
 *   <li>Find the leg's task: the one with the number it had, if that has the name it had, else one
 *       that has it.
 *   <li>Let it go on to the leg's end, however many steps that takes now.
 *   <li>After the last leg stop, if the route ends in a crash; else preempt nobody any more.
 * </ol>
 *
 * <p>In the code that it was recorded on a route gives the recorded schedule. Where a leg's end cannot
 * be come to, {@link ScheduleMismatchException} says where the execution left the road.
 */
public final class RouteScheduler implements Scheduler {
  private static final String LOST = "the road is lost: ";

  private final Route route;
  private boolean begun;
  private boolean ended;

  private int leg;
  private int taken; // Steps in the leg.
  private int passed; // Steps in the leg that have the name at which it ends.
  private Optional<String> detour = Optional.empty();

  public RouteScheduler(Route route) {
    this.route = route;
  }

  /** The first leg that took another number of steps than when it was recorded, in words. */
  public Optional<String> detour() {
    return detour;
  }

  @Override
  public boolean beginExecution() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  @Override
  public int choose(SchedulingPoint point) {
    for (; leg < route.legs().size(); endLeg(point)) {
      Leg current = route.legs().get(leg);
      if (isReached(current)) {
        continue;
      }
      int task = taskOf(current, point);
      if (point.isEnabled(task)) {
        return task;
      }
      boolean mayEnd = current.end() instanceof End.Waiting && current.fault() == Fault.NONE;
      if (!mayEnd || (taken == 0 && !point.hasEnded(task))) {
        throw new ScheduleMismatchException(
            point.step(),
            LOST + wish(current, point.name(task)) + ", and "
                + ReplayScheduler.hindrance(point, task) + "; enabled are: "
                + ReplayScheduler.enabled(point));
      }
    }
    return route.crashImage().isPresent() ? STOP : point.enabled(0);
  }

  /** Step 1. */
  private int taskOf(Leg current, SchedulingPoint point) {
    int number = current.task();
    if (number >= route.tasks().size()) {
      if (number < point.taskCount()) {
        return number;
      }
    } else {
      int name = route.tasks().get(number);
      if (number < point.taskCount() && Route.mark(point.name(number)) == name) {
        return number;
      }
      for (int task = 0; task < point.taskCount(); task++) {
        boolean isAnothers = task < route.tasks().size()
            && Route.mark(point.name(task)) == route.tasks().get(task);
        if (!isAnothers && Route.mark(point.name(task)) == name) {
          return task;
        }
      }
    }
    throw new ScheduleMismatchException(
        point.step(),
        LOST + wish(current, "task " + number)
            + ", and no task of its name was started; enabled are: "
            + ReplayScheduler.enabled(point));
  }

  private boolean isReached(Leg current) {
    if (current.end() instanceof End.Passed end) {
      return passed == end.times();
    }
    return current.end() instanceof End.Counted && taken == current.steps();
  }

  private void endLeg(SchedulingPoint point) {
    Leg current = route.legs().get(leg);
    if (taken != current.steps()) {
      noteDetour(point.step(), point.name(taskOf(current, point)), current);
    }
    leg++;
    taken = 0;
    passed = 0;
  }

  private void noteDetour(int step, String task, Leg current) {
    if (detour.isEmpty()) {
      detour = Optional.of("up to step " + step + " " + task + " takes " + taken
          + " steps in a row, and took " + current.steps() + " when the token was made");
    }
  }

  private static String wish(Leg current, String task) {
    if (current.end() instanceof End.Passed end) {
      return task + " was to go on until it '" + end.step().word() + "' something"
          + (end.times() == 1 ? "" : " for the " + end.times() + ". time");
    }
    return current.end() instanceof End.Counted
        ? task + " was to take " + current.steps() + " steps"
        : task + " was to go on as far as it can";
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    if (leg == route.legs().size()) {
      return Fault.NONE;
    }
    Leg current = route.legs().get(leg);
    PendingStep step = point.pending(task);
    boolean isLast = current.end() instanceof End.Passed end
        ? end.isNameOf(step.kind(), step.objectName()) && passed + 1 == end.times()
        : taken + 1 == current.steps();
    Fault fault = isLast ? current.fault() : Fault.NONE;
    if (fault != Fault.NONE && !possible.contains(fault)) {
      throw new ScheduleMismatchException(
          point.step(),
          "the schedule wants " + fault.key() + ", which this step of " + point.name(task)
              + " cannot meet");
    }
    return fault;
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    if (leg < route.legs().size()) {
      taken++;
      boolean isPassed = route.legs().get(leg).end() instanceof End.Passed end
          && end.isNameOf(step.kind(), step.objectName());
      passed += isPassed ? 1 : 0;
    }
  }

  /**
   * Hears how the execution went.
   *
   * @throws ScheduleMismatchException if it ended before the route did
   */
  @Override
  public void endExecution(SimulationResult result) {
    ended = true;
    for (int left = leg; left < route.legs().size(); left++) {
      Leg current = route.legs().get(left);
      boolean isDone = current.end() instanceof End.Waiting || (left == leg && isReached(current));
      if (!isDone) {
        throw new ScheduleMismatchException(
            result.schedule().length(),
            LOST + "the execution ends (" + result.ending() + "), and "
                + wish(current, "task " + current.task()));
      }
    }
  }

  @Override
  public Coverage coverage() {
    return new Coverage(begun ? 1 : 0, ended, "one route followed");
  }
}
