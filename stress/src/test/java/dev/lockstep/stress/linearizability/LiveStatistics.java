package dev.lockstep.stress.linearizability;

import org.jetbrains.lincheck.datastructures.Operation;

/** Statistics as they ship: of one pinned revision. */
public final class LiveStatistics extends StatisticsOperations {

  @Override
  @Operation
  public String statistics() {
    return subject().statistics();
  }
}
