package dev.lockstep.stress.linearizability;

import org.jetbrains.lincheck.datastructures.Operation;

/** The canary: the revision is of one reading, the seqno of the next. */
public final class TornStatistics extends StatisticsOperations {

  @Override
  @Operation
  public String statistics() {
    String one = subject().statistics();
    String other = subject().statistics();
    return one.substring(0, one.indexOf(',')) + other.substring(other.indexOf(','));
  }
}
