package dev.lockstep.stress.linearizability;

import dev.lockstep.stress.subject.CountedPlatform;
import org.jetbrains.lincheck.datastructures.Operation;

/** The canary: the revision is of one reading, the seqno of the next. */
public final class TornStatistics extends SwitchOperations {

  public TornStatistics() {
    super(CountedPlatform::new);
  }

  /** The fault. */
  @Override
  @Operation
  public String statistics() {
    String one = super.statistics();
    String other = super.statistics();
    return one.substring(0, one.indexOf(',')) + other.substring(other.indexOf(','));
  }
}
