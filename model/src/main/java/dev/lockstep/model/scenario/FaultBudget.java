package dev.lockstep.model.scenario;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.trace.Fault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may go wrong with the machine in one execution.
 *
 * @param kinds the faults, in the order of the enum
 * @param atMost how many of them one execution may show
 */
public record FaultBudget(List<Fault> kinds, int atMost) {
  /** A machine that works. */
  public static final FaultBudget NONE = new FaultBudget(List.of(), 0);

  /** More faults than any execution here may show. */
  public static final int FAULTS_MAX = 5;

  public FaultBudget {
    kinds = List.copyOf(new TreeSet<>(kinds));
    Invariant.check(
        kinds.isEmpty() == (atMost == 0) && atMost <= FAULTS_MAX, "%s, at most %d", kinds, atMost);
  }

  /** Whether nothing may go wrong. */
  public boolean isNone() {
    return atMost == 0;
  }

  /** What a simulation is told. */
  public Set<Fault> shown() {
    return Set.copyOf(kinds);
  }
}
