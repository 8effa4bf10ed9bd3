package dev.lockstep.model.execution;

import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.VirtualClock;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.Operation.Opening;
import dev.lockstep.model.spec.StoreSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/**
 * A scenario with what it is given carried out once: every execution starts from this disk.
 *
 * @param disk everything on it is durable; executions fork it
 * @param initial what the specification says the disk holds
 * @param options how every execution opens the vbucket
 * @param front what its tasks call
 */
public record PreparedScenario(
    Scenario scenario,
    SimulatedDisk disk,
    StoreSpec initial,
    VBucketOptions options,
    Front.Kind front) {

  public static PreparedScenario of(Scenario scenario) throws ScenarioException {
    boolean isHarmed =
        scenario.crash() || !scenario.faults().isNone() || scenario.diskChange().isPresent();
    if (isHarmed) {
      EngineLog.keepErrorsOnly();
    }
    SimulatedDisk disk = new SimulatedDisk();
    StoreSpec initial;
    Platform alone = new ImmediatePlatform(disk, new VirtualClock());
    try (VBuckets vbuckets = VBuckets.open(alone, options(scenario), scenario.parts())) {
      vbuckets.create(Client.VBUCKET, options(scenario).createdAs());
      initial = carryOut(scenario, vbuckets);
    } catch (IOException e) {
      throw new ScenarioException(
          scenario.name() + ": the vbucket cannot be created: " + e.getMessage());
    } catch (RuntimeException | AssertionError e) {
      throw new ScenarioException(
          scenario.name() + ": what is given cannot be carried out: " + Words.of(e));
    }
    disk.settle();
    return new PreparedScenario(
        scenario,
        found(scenario, disk),
        opened(scenario, initial),
        options(scenario),
        Front.Kind.of(scenario));
  }

  private static SimulatedDisk found(Scenario scenario, SimulatedDisk left)
      throws ScenarioException {
    Optional<Operation.ChangeDisk> change = scenario.diskChange();
    try {
      return change.isPresent() ? ChangedDisk.of(change.get().changes(), left) : left;
    } catch (FileNotFoundException e) {
      throw new ScenarioException(scenario.name() + ": given 'disk' changes a file that is not"
          + " there: " + e.getMessage() + "; there are " + left.names());
    } catch (IOException e) {
      throw new ScenarioException(
          scenario.name() + ": given 'disk' cannot be done: " + Words.of(e));
    }
  }

  private static StoreSpec opened(Scenario scenario, StoreSpec closed) throws ScenarioException {
    Optional<Opening> opening = scenario.diskChange().map(Operation.ChangeDisk::opening);
    if (opening.isPresent() && opening.get() instanceof Opening.Damaged) {
      return StoreSpec.damaged(scenario.hasCollections());
    }
    if (opening.isPresent() && opening.get() instanceof Opening.RecoveredAt recovered) {
      return closed
          .at(recovered.highSeqno())
          .orElseThrow(
              () -> new ScenarioException(scenario.name() + ": given 'disk' is recovered at "
                  + recovered.highSeqno() + ", where no commit was"));
    }
    return closed;
  }

  private static StoreSpec carryOut(Scenario scenario, VBuckets vbuckets)
      throws IOException, ScenarioException {
    StoreSpec created =
        StoreSpec.created(options(scenario).createdAs().word(), scenario.hasCollections());
    SequentialRun run = SequentialRun.ofCreated(vbuckets, created);
    for (Operation operation : scenario.given()) {
      if (operation instanceof Operation.ChangeDisk) {
        break; // The last of what is given: the store is closed for it.
      }
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

  /** Opens the scenario's store on a disk, alone. */
  public static VBuckets open(SimulatedDisk disk, Scenario scenario) throws IOException {
    return open(disk, scenario, () -> {});
  }

  /** The same, with somebody who looks at the disk before every step. */
  public static VBuckets open(SimulatedDisk disk, Scenario scenario, Runnable beforeStep)
      throws IOException {
    ImmediatePlatform platform = new ImmediatePlatform(disk, new VirtualClock(), beforeStep);
    return open(platform, scenario, options(scenario));
  }

  /** Opens the scenario's store on a platform. Of a changed directory it may be damaged. */
  VBuckets open(Platform platform) throws IOException {
    return open(platform, scenario, options);
  }

  private static VBuckets open(Platform platform, Scenario scenario, VBucketOptions how)
      throws IOException {
    VBucketOptions writing = Writings.of(scenario, how, platform.random());
    VBuckets opened = VBuckets.open(platform, writing, scenario.parts());
    return scenario.diskChange().isPresent() ? opened : whole(opened);
  }

  /**
   * A store as it was opened, if nothing of it is damaged.
   *
   * @throws IOException what is wrong with it otherwise; then it is closed
   */
  static VBuckets whole(VBuckets opened) throws IOException {
    Optional<DamagedVBucket> damaged = opened.damaged().values().stream().findFirst();
    if (damaged.isPresent()) {
      opened.close();
      throw damaged.get().cause();
    }
    return opened;
  }

  /** How the scenario's vbucket is opened. */
  private static VBucketOptions options(Scenario scenario) {
    boolean recovers = scenario
        .diskChange()
        .filter(change -> change.opening() instanceof Opening.RecoveredAt)
        .isPresent();
    return VBucketOptions.defaults()
        .withHeaderSearch(recovers ? HeaderSearch.RECOVERY : HeaderSearch.STRICT)
        .withKeys(
            scenario.hasCollections()
                ? VBucketOptions.Keys.COLLECTIONS
                : VBucketOptions.Keys.PLAIN);
  }
}
