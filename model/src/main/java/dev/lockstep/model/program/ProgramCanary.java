package dev.lockstep.model.program;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.simulation.Simulation;

/**
 * A lost update that every search of a program must find. Whoever reports that a program holds looks
 * for it first, so that nothing is green because nothing was looked at.
 */
public final class ProgramCanary {
  private ProgramCanary() {}

  /**
   * Looks for it.
   *
   * @throws AssertionError if it is not found: no result of this checker can be trusted
   */
  public static void sing() {
    ProgramExplorer.Result result = new ProgramExplorer((simulation, calls) -> count(simulation))
        .explore(new ExhaustiveScheduler(DiskOrder.UNOBSERVED));
    if (result.failure().isEmpty()) {
      throw new AssertionError(
          "a planted lost update was not found: " + result.coverage().description());
    }
  }

  private static void count(Simulation simulation) {
    LongCell counter = simulation.platform().newLongCell("counter", 0);
    for (String task : new String[] {"one", "other"}) {
      simulation.start(task, () -> counter.set(counter.get() + 1));
    }
    simulation.run();
    if (counter.get() != 2) {
      throw new AssertionError("an update is lost");
    }
  }
}
