package dev.lockstep.model.check;

import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketOptions;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import java.io.IOException;
import java.util.Optional;

/**
 * A scenario with what it is given carried out once: every execution starts from this disk.
 *
 * @param disk everything on it is durable; executions fork it
 * @param initial what the specification says the disk holds
 */
record PreparedScenario(Scenario scenario, SimulatedDisk disk, StoreSpec initial) {
  static final int VBUCKET = 0;
  static final VBucketOptions OPTIONS = VBucketOptions.defaults();

  static PreparedScenario of(Scenario scenario) throws ScenarioException {
    SimulatedDisk disk = new SimulatedDisk();
    StoreSpec initial;
    try (VBucket vbucket = open(disk, scenario)) {
      initial = carryOut(scenario, vbucket);
    } catch (IOException e) {
      throw new ScenarioException(
          scenario.name() + ": the vbucket cannot be created: " + e.getMessage());
    }
    disk.settle();
    return new PreparedScenario(scenario, disk, initial);
  }

  private static StoreSpec carryOut(Scenario scenario, VBucket vbucket)
      throws IOException, ScenarioException {
    StoreSpec created = StoreSpec.created(OPTIONS.createdAs().word());
    SequentialRun run = SequentialRun.ofCreated(vbucket, created);
    for (Operation operation : scenario.given()) {
      Optional<String> wrong = run.wrongAnswerTo(operation);
      if (wrong.isPresent()) {
        throw new ScenarioException(scenario.name()
            + ": given '"
            + Words.of(operation)
            + "' already answers wrongly: "
            + wrong.get());
      }
    }
    return run.spec();
  }

  /** Opens the scenario's vbucket on a disk, alone. */
  static VBucket open(SimulatedDisk disk, Scenario scenario) throws IOException {
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    return VBucket.open(platform, VBUCKET, OPTIONS, scenario.parts());
  }
}
