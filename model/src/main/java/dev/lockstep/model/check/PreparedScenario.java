package dev.lockstep.model.check;

import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketOptions;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import java.io.IOException;
import java.util.List;
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
      initial = carryOut(scenario, new Client(vbucket));
    } catch (IOException e) {
      throw new ScenarioException(
          scenario.name() + ": the vbucket cannot be created: " + e.getMessage());
    }
    disk.settle();
    return new PreparedScenario(scenario, disk, initial);
  }

  private static StoreSpec carryOut(Scenario scenario, Client client) throws ScenarioException {
    StoreSpec spec = StoreSpec.created(OPTIONS.createdAs().word());
    for (Operation operation : scenario.given()) {
      Answer answer = client.perform(operation);
      List<StoreSpec> next = spec.after(operation, Optional.of(answer));
      if (next.isEmpty()) {
        throw new ScenarioException(scenario.name()
            + ": given '"
            + Words.of(operation)
            + "' already answers wrongly: "
            + answer);
      }
      spec = next.get(0);
    }
    return spec;
  }

  /** Opens the scenario's vbucket on a disk, alone. */
  static VBucket open(SimulatedDisk disk, Scenario scenario) throws IOException {
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock());
    return VBucket.open(platform, VBUCKET, OPTIONS, scenario.parts());
  }
}
