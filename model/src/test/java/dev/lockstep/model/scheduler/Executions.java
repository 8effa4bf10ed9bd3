package dev.lockstep.model.scheduler;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.simulation.Recording;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs small programs under a scheduler. */
final class Executions {
  private Executions() {}

  /** Makes what its tasks share and starts them. */
  interface Program {
    void startOn(Platform platform);
  }

  /** Every execution the scheduler asks for, each from an empty disk. */
  static List<SimulationResult> all(Scheduler scheduler, Program program) {
    List<SimulationResult> results = new ArrayList<>();
    while (scheduler.beginExecution()) {
      SimulationResult result = one(scheduler, program);
      scheduler.endExecution(result);
      results.add(result);
    }
    return results;
  }

  /** The execution that was begun. */
  static SimulationResult one(Scheduler scheduler, Program program) {
    return one(scheduler, program, Set.of());
  }

  /** The same where faults of these kinds may be chosen. */
  static SimulationResult one(Scheduler scheduler, Program program, Set<Fault> faults) {
    SimulationOptions options = SimulationOptions.defaults()
        .withRecording(Recording.STEPS)
        .withStepsMax(1000)
        .withFaults(faults);
    Simulation simulation = new Simulation(new SimulatedDisk(), scheduler, options);
    program.startOn(simulation.platform());
    return simulation.run();
  }
}
