package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scheduler.CausalOrder.Past;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CausalOrderTest {
  private static final int TASKS = 3;
  private static final int STEPS = 4; // Of each task, its start included.

  @Test
  void tellsApartEverySetOfStepsThatCanHaveBeenDone() {
    CausalOrder order = independentTasks();
    Set<Long> fingerprints = new HashSet<>();
    int pasts = 0;
    for (int first = 0; first <= STEPS; first++) {
      for (int second = 0; second <= STEPS; second++) {
        for (int third = 0; third <= STEPS; third++) {
          fingerprints.add(past(order, first, second, third).fingerprint());
          pasts++;
        }
      }
    }

    assertThat(pasts).isEqualTo(125);
    assertThat(fingerprints).hasSize(pasts);
  }

  private static Past past(CausalOrder order, int... counts) {
    Past past = order.nothing();
    int[] taken = new int[TASKS];
    for (int step = 0; step < order.stepCount(); step++) {
      int task = order.task(step);
      if (taken[task] < counts[task]) {
        taken[task]++;
        past = past.with(step);
      }
    }
    return past;
  }

  /** Three tasks, each with a cell of its own. */
  private static CausalOrder independentTasks() {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    assertThat(scheduler.beginExecution()).isTrue();
    Simulation simulation =
        new Simulation(new SimulatedDisk(), scheduler, SimulationOptions.defaults());
    for (int task = 0; task < TASKS; task++) {
      LongCell cell = simulation.platform().newLongCell("cell " + task, 0);
      simulation.start("task " + task, () -> {
        for (int step = 1; step < STEPS; step++) {
          cell.set(step);
        }
      });
    }
    scheduler.endExecution(simulation.run());
    return scheduler.order();
  }
}
