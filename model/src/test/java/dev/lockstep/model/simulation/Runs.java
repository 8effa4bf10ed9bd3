package dev.lockstep.model.simulation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.strand.TaskDriver;
import dev.lockstep.model.trace.Step;
import java.util.List;

/** Executions of tests, each on an empty disk. */
final class Runs {
  private Runs() {}

  static Simulation simulation(TaskDriver driver, Chooser chooser) {
    SimulationOptions options = SimulationOptions.defaults()
        .withDriver(usable(driver))
        .withStepsMax(200)
        .withRecording(Recording.STEPS);
    return new Simulation(new SimulatedDisk(), chooser, options);
  }

  static TaskDriver usable(TaskDriver driver) {
    assumeTrue(driver.isAvailable(), "this JVM has no continuations: they need JDK 21 or newer");
    return driver;
  }

  static void spinWhileZero(LongCell cell) {
    while (cell.get() == 0) {
      cell.addAndGet(0);
    }
  }

  static List<String> lines(SimulationResult result) {
    return result.trace().steps().stream().map(Step::describe).toList();
  }
}
