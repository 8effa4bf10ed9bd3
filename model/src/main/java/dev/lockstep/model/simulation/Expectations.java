package dev.lockstep.model.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What a program says of its own state, each thing under a name. It is looked at between steps: what a
 * predicate calls of the seam is performed at once and is no step. It must change nothing and wait for
 * nobody. Belongs to one execution.
 */
public final class Expectations {
  private final List<Expectation> always = new ArrayList<>();
  private final List<Expectation> sometimes = new ArrayList<>();
  private final List<Expectation> eventually = new ArrayList<>();
  private final Set<String> reached = new LinkedHashSet<>();

  Expectations() {}

  private record Expectation(String name, BooleanSupplier isSo) {}

  void always(String name, BooleanSupplier isSo) {
    always.add(new Expectation(name, isSo));
  }

  void sometimes(String name, BooleanSupplier isSo) {
    sometimes.add(new Expectation(name, isSo));
  }

  void eventually(String name, BooleanSupplier isSo) {
    eventually.add(new Expectation(name, isSo));
  }

  /** Whether something is said of the states between steps. */
  public boolean areAboutStates() {
    return !always.isEmpty() || !sometimes.isEmpty();
  }

  /** The names of what must be so sometimes. */
  public List<String> sometimes() {
    return sometimes.stream().map(Expectation::name).toList();
  }

  /** The names of those that were so in this execution. */
  public Set<String> reached() {
    return Set.copyOf(reached);
  }

  /** Looks at the state between two steps. Returns what is wrong with it. */
  Optional<Throwable> brokenBetween() {
    for (Expectation expectation : sometimes) {
      if (!reached.contains(expectation.name) && expectation.isSo.getAsBoolean()) {
        reached.add(expectation.name);
      }
    }
    return broken("always", always);
  }

  /** Looks at the state in which all tasks have ended. */
  Optional<Throwable> brokenAtTheEnd() {
    return broken("eventually", eventually);
  }

  private static Optional<Throwable> broken(String kind, List<Expectation> expectations) {
    for (Expectation expectation : expectations) {
      if (!expectation.isSo.getAsBoolean()) {
        return Optional.of(new AssertionError(kind + " " + expectation.name + ": it is not so"));
      }
    }
    return Optional.empty();
  }
}
