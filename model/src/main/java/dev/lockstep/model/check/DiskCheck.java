package dev.lockstep.model.check;

import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketCheck;
import dev.lockstep.model.simulation.CrashImages;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import dev.lockstep.model.spec.StoreView;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a vbucket from a disk by the real warm-up and sees what it is worth:
 *
 * <ol>
 *   <li>it opens, and shows some view;
 *   <li>its file is sound and its counters equal a recount;
 *   <li>it carries out what the scenario asks of a woken store, as the specification says;
 *   <li>it survives another crash right after that.
 * </ol>
 *
 * <p>What comes out depends on the disk's content alone and is remembered by it.
 */
final class DiskCheck {
  /** More disks than this are not remembered; the oldest are forgotten all at once. */
  private static final int REMEMBERED_MAX = 200_000;

  private final Scenario scenario;
  private final Map<Long, Awakening> remembered = new HashMap<>();
  private long performed;

  DiskCheck(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * What a disk woke up to.
   *
   * @param view what it shows; null where it does not open
   * @param violation what is wrong with it beyond what it shows
   */
  record Awakening(@Nullable StoreView view, @Nullable Violation violation) {}

  /** How many disks were woken, remembered ones not counted. */
  long performed() {
    return performed;
  }

  Awakening wake(SimulatedDisk disk) {
    long content = disk.contentHash();
    Awakening known = remembered.get(content);
    if (known != null) {
      return known;
    }
    performed++;
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    Awakening awakening = wakeAnew(disk.fork());
    remembered.put(content, awakening);
    return awakening;
  }

  private Awakening wakeAnew(SimulatedDisk disk) {
    StoreView view = null;
    try (VBucket vbucket = PreparedScenario.open(disk, scenario)) {
      view = new Client(vbucket).scan();
      return new Awakening(view, violation(vbucket, view, disk));
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Awakening(
          view, Violation.of(Property.RECOVERS, Property.RECOVERS.meaning(), Words.of(e)));
    }
  }

  private @Nullable Violation violation(VBucket vbucket, StoreView view, SimulatedDisk disk)
      throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      Violation unsound = soundness(snapshot);
      if (unsound != null) {
        return unsound;
      }
    }
    return afterlife(SequentialRun.ofWoken(vbucket, view), disk);
  }

  /** Whether a snapshot's file is sound and its counters are right. */
  static @Nullable Violation soundness(Snapshot snapshot) throws IOException {
    List<String> damage = VBucketCheck.structure(snapshot);
    if (!damage.isEmpty()) {
      return Violation.of(Property.STRUCTURE, "a sound file", String.join("\n", damage));
    }
    List<String> miscounted = VBucketCheck.counters(snapshot);
    if (!miscounted.isEmpty()) {
      return Violation.of(
          Property.COUNTERS, Property.COUNTERS.meaning(), String.join("\n", miscounted));
    }
    return null;
  }

  private @Nullable Violation afterlife(SequentialRun run, SimulatedDisk disk) throws IOException {
    for (Operation operation : scenario.afterCrash()) {
      StoreView before = run.spec().view();
      Optional<String> wrong = run.wrongAnswerTo(operation);
      if (wrong.isPresent()) {
        return Violation.of(
            Property.RECOVERS,
            "after the crash, on " + before + "\n" + Words.of(operation) + " does its work",
            Words.of(operation) + " answered: " + wrong.get());
      }
    }
    for (SimulatedDisk second : CrashImages.of(disk).images()) {
      Optional<String> wrong = afterSecondCrash(second, run.spec());
      if (wrong.isPresent()) {
        return Violation.of(
            Property.RECOVERS, "after a second crash: " + run.spec().view(), wrong.get());
      }
    }
    return null;
  }

  private Optional<String> afterSecondCrash(SimulatedDisk disk, StoreSpec spec) {
    try (VBucket vbucket = PreparedScenario.open(disk.fork(), scenario)) {
      return spec.whyNot(new Client(vbucket).scan());
    } catch (IOException | RuntimeException | AssertionError e) {
      return Optional.of(Words.of(e));
    }
  }
}
