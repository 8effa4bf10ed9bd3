package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.ForwardingChooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.Route;
import dev.lockstep.model.trace.Route.End;
import dev.lockstep.model.trace.Route.Leg;
import dev.lockstep.model.trace.StepKind;
import dev.lockstep.model.trace.StepName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses as another chooser does, and notes the route: where each task was stopped, by name. */
public final class RouteRecorder extends ForwardingChooser {
  private final List<Integer> tasks = new ArrayList<>();
  private final List<Leg> legs = new ArrayList<>();
  private final Map<String, Integer> passed = new HashMap<>(); // In the leg, by step name.
  private int task = SchedulingPoint.NO_TASK;
  private int steps;
  private StepKind lastKind = StepKind.TASK_START;
  private String lastName = "";

  public RouteRecorder(Chooser chooser) {
    super(chooser);
  }

  /** The route of the execution, which has ended, with the crash that ended it. */
  public Route route(Optional<Integer> crashImage) {
    if (steps > 0) {
      end(Fault.NONE, crashImage.isEmpty());
    }
    return new Route(tasks, legs, crashImage);
  }

  private void end(Fault fault, boolean isWaiting) {
    End end = isWaiting
        ? new End.Waiting()
        : new End.Passed(lastKind, Route.mark(lastName), passed.getOrDefault(lastName, 1));
    legs.add(new Leg(task, steps, fault, end));
    steps = 0;
    passed.clear();
  }

  @Override
  public int choose(SchedulingPoint point) {
    while (tasks.size() < point.taskCount()) {
      tasks.add(Route.mark(point.name(tasks.size())));
    }
    int next = super.choose(point);
    if (next != task && next != STOP) {
      if (steps > 0) {
        end(Fault.NONE, !point.isEnabled(task));
      }
      task = next;
    }
    return next;
  }

  @Override
  public void performed(int index, int performer, PendingStep step) {
    steps++;
    lastKind = step.kind();
    lastName = StepName.of(step.kind(), step.objectName());
    passed.merge(lastName, 1, Integer::sum);
    if (step.fault() != Fault.NONE) {
      end(step.fault(), false);
    }
    super.performed(index, performer, step);
  }
}
