package dev.lockstep.model.check;

import dev.lockstep.model.result.Reach.Seen;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.ForwardingChooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.trace.Access;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Range;
import dev.lockstep.model.trace.StepKind;
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
  private final Map<Subject, Integer> subjects = new HashMap<>(); // The place of each in names.
  private final List<String> names = new ArrayList<>();
  private String taskName = "";

  StepOrders(Chooser chooser) {
    super(chooser);
  }

  /** What a step's name is made of, once for all steps of that name. Several may have the same name. */
  private record Subject(int task, StepKind kind, String object) {}

  /**
   * A step.
   *
   * @param subject the place of its name
   */
  private record Taken(int task, int subject, Footprint footprint) {
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
    List<String> sorted = List.copyOf(new TreeSet<>(names));
    int[] numbers =
        names.stream().mapToInt(name -> Collections.binarySearch(sorted, name)).toArray();
    @Nullable Seen[] orders = new Seen[sorted.size() * sorted.size()];
    for (int i = 0; i < taken.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (isPair(taken.get(j), taken.get(i))) {
          int earlier = numbers[taken.get(j).subject];
          int later = numbers[taken.get(i).subject];
          boolean isForward = earlier <= later;
          Seen order = order(taken.get(j), taken.get(i), isForward);
          int pair = Math.min(earlier, later) * sorted.size() + Math.max(earlier, later);
          Seen before = orders[pair];
          orders[pair] = before == null ? order : before.and(order);
        }
      }
    }
    return named(sorted, orders);
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
    Subject subject = new Subject(task, step.kind(), step.objectName());
    Integer known = subjects.get(subject);
    if (known == null) {
      known = names.size();
      names.add(taskName + " " + StepName.of(subject.kind, subject.object));
      subjects.put(subject, known);
    }
    taken.add(new Taken(task, known, step.footprint()));
    super.performed(index, task, step);
  }
}
