package dev.lockstep.model.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the executions of a search came by, and what they did not: what is missing here was not
 * tried, however many executions there were.
 *
 * @param looked in how many executions the orders of steps were looked at
 * @param pairs steps of different tasks of which at least one writes what both touch
 * @param milestones the engine's named points that no execution passed
 * @param sometimes the names of what the scenario says is so sometimes, and no execution has shown
 * @param faults the kinds of faults that the scenario allows and no execution met
 */
public record Reach(
    long looked,
    List<StepPair> pairs,
    List<String> milestones,
    List<String> sometimes,
    List<String> faults) {
  /** Nothing was looked at. */
  public static final Reach NOTHING = new Reach(0, List.of(), List.of(), List.of(), List.of());

  public Reach {
    pairs = List.copyOf(pairs);
    milestones = List.copyOf(milestones);
    sometimes = List.copyOf(sometimes);
    faults = List.copyOf(faults);
  }

  /** What is said of what must be so sometimes, and never was; empty if there is none. */
  public String neverSo() {
    return sometimes.isEmpty() ? "" : "; never so: sometimes " + String.join(", ", sometimes);
  }

  /**
   * Two steps, the first of which is the lower by name.
   *
   * @param first task, verb and object
   * @param second the same of the other
   * @param seen in which orders they were seen
   */
  public record StepPair(String first, String second, Seen seen) {}

  /** The orders in which two steps that conflict were seen. */
  public enum Seen {
    /** Each before the other. */
    BOTH,
    /** The first before the second, never the other way. */
    FORWARD,
    /** The second before the first, never the other way. */
    BACKWARD,
    /** They touch one object, but no execution brought them into conflict. */
    NEVER;

    /** What was seen if this was, and {@code other} elsewhere. */
    public Seen and(Seen other) {
      if (this == other || other == NEVER) {
        return this;
      }
      return this == NEVER ? other : BOTH;
    }
  }

  /** How many pairs were seen so. */
  public long count(Seen seen) {
    return pairs.stream().filter(pair -> pair.seen() == seen).count();
  }

  /** What both came by together. */
  Reach and(Reach other) {
    Map<List<String>, StepPair> joined = new TreeMap<>(Reach::compare);
    for (Reach each : List.of(this, other)) {
      for (StepPair pair : each.pairs) {
        joined.merge(
            List.of(pair.first, pair.second),
            pair,
            (one, two) -> new StepPair(one.first, one.second, one.seen.and(two.seen)));
      }
    }
    return new Reach(
        looked + other.looked,
        List.copyOf(joined.values()),
        both(milestones, other.milestones),
        both(sometimes, other.sometimes),
        both(faults, other.faults));
  }

  private static int compare(List<String> left, List<String> right) {
    int first = left.get(0).compareTo(right.get(0));
    return first == 0 ? left.get(1).compareTo(right.get(1)) : first;
  }

  private static List<String> both(List<String> left, List<String> right) {
    List<String> common = new ArrayList<>(left);
    common.retainAll(right);
    return common;
  }
}
