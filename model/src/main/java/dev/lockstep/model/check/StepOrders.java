package dev.lockstep.model.check;

import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.ForwardingChooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.StepName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Notes in which order the steps of one execution came that touch one object, of different tasks, of
 * which at least one writes. A step is known by its task, what it does and the object's name, so
 * that it is the same step in other executions.
 */
final class StepOrders extends ForwardingChooser {
  /** Pairs grow with the square of the steps: an execution that runs away is not looked at. */
  private static final int STEPS_MAX = 2_000;

  private final List<Taken> taken = new ArrayList<>();
  private String taskName = "";

  StepOrders(Chooser chooser) {
    super(chooser);
  }

  private record Taken(int task, String name, Footprint footprint) {
    boolean writes() {
      return writes(footprint.first()) || writes(footprint.second());
    }

    private static boolean writes(Range range) {
      return range.access() == Access.WRITE && range.start() < range.end();
    }
  }

  /** Two steps by name, the lower one first. */
  record Names(String first, String second) implements Comparable<Names> {
    @Override
    public int compareTo(Names other) {
      int order = first.compareTo(other.first);
      return order == 0 ? second.compareTo(other.second) : order;
    }
  }

  /** The orders in which they came; none of an execution of more than {@link #STEPS_MAX} steps. */
  Map<Names, Seen> seen() {
    if (taken.size() > STEPS_MAX) {
      return Map.of();
    }
    // By the numbers of names: there are far fewer names than pairs of steps.
    List<String> names =
        List.copyOf(new TreeSet<>(taken.stream().map(Taken::name).toList()));
    int[] numbers = taken.stream()
        .mapToInt(step -> Collections.binarySearch(names, step.name))
        .toArray();
    @Nullable Seen[] orders = new Seen[names.size() * names.size()];
    for (int i = 0; i < taken.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (isPair(taken.get(j), taken.get(i))) {
          boolean isForward = numbers[j] <= numbers[i];
          Seen order = order(taken.get(j), taken.get(i), isForward);
          int first = isForward ? numbers[j] : numbers[i];
          int pair = first * names.size() + (isForward ? numbers[i] : numbers[j]);
          Seen before = orders[pair];
          orders[pair] = before == null ? order : before.and(order);
        }
      }
    }
    return named(names, orders);
  }

  private static boolean isPair(Taken earlier, Taken later) {
    return earlier.footprint.object() == later.footprint.object()
        && earlier.task != later.task
        && (earlier.writes() || later.writes());
  }

  private static Seen order(Taken earlier, Taken later, boolean isForward) {
    if (!earlier.footprint.conflictsWith(later.footprint)) {
      return Seen.NEVER;
    }
    return isForward ? Seen.FORWARD : Seen.BACKWARD;
  }

  private static Map<Names, Seen> named(List<String> names, @Nullable Seen[] orders) {
    Map<Names, Seen> seen = new HashMap<>();
    for (int pair = 0; pair < orders.length; pair++) {
      Seen order = orders[pair];
      if (order != null) {
        String first = names.get(pair / names.size());
        seen.put(new Names(first, names.get(pair % names.size())), order);
      }
    }
    return seen;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int task = super.choose(point);
    if (task != STOP) {
      taskName = point.name(task);
    }
    return task;
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    String name = taskName + " " + StepName.of(step.kind(), step.objectName());
    taken.add(new Taken(task, name, step.footprint()));
    super.performed(index, task, step);
  }
}
