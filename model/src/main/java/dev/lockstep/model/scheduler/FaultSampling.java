package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.ForwardingChooser;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import java.util.Arrays;
import java.util.List;

/**
 * Adds faults to the executions that another scheduler draws.
 *
 * <ol>
 *   <li>Draw how many faults the execution shall show, from 0 to f.
 *   <li>For each draw one of the moments at which something can go wrong, from the first to the most
 *       that any execution had so far.
 *   <li>At that moment draw one of the faults that are possible. Whether a full disk has room again
 *       is drawn with even chances whenever room is needed, and does not count.
 * </ol>
 *
 * <p>Guarantee: a fault of k kinds possible at one of n moments is met, and alone, with probability
 * 1 / ((f + 1) n k) or more in every execution but the first, which shows none.
 */
public final class FaultSampling extends ForwardingChooser implements Scheduler {
  private final Scheduler scheduler;
  private final int faultsMax;
  private SplitMix64 random;
  private int[] drawn = {};
  private int moments;
  private int momentsMost;

  /** Adds at most {@code faultsMax} faults to every execution of {@code scheduler}. */
  public FaultSampling(Scheduler scheduler, long seed, int faultsMax) {
    super(scheduler);
    this.scheduler = scheduler;
    this.faultsMax = faultsMax;
    this.random = new SplitMix64(~seed);
  }

  @Override
  public boolean beginExecution() {
    if (!scheduler.beginExecution()) {
      return false;
    }
    random = new SplitMix64(random.next());
    moments = 0;
    drawn = new int[momentsMost == 0 ? 0 : random.next(faultsMax + 1)];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.next(momentsMost);
    }
    return true;
  }

  @Override
  public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
    if (possible.contains(Fault.SPACE_BACK)) {
      return random.next(2) == 0 ? Fault.SPACE_BACK : Fault.NONE;
    }
    int moment = moments++;
    boolean isDrawn = Arrays.stream(drawn).anyMatch(at -> at == moment);
    return isDrawn ? possible.get(random.next(possible.size())) : Fault.NONE;
  }

  @Override
  public void endExecution(SimulationResult result) {
    momentsMost = Math.max(momentsMost, moments);
    scheduler.endExecution(result);
  }

  @Override
  public Coverage coverage() {
    Coverage of = scheduler.coverage();
    return new Coverage(
        of.executions(),
        of.complete(),
        of.description() + ", with at most " + Counted.of(faultsMax, "fault"));
  }
}
