package dev.lockstep.model.check;

import dev.lockstep.engine.bucket.VBuckets;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketCheck;
import dev.lockstep.engine.vbucket.VBucketFileName;
import dev.lockstep.model.simulation.CrashImages;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import dev.lockstep.model.trace.Fingerprint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a store from a disk by the real warm-up and sees what it is worth:
 *
 * <ol>
 *   <li>it opens, and shows some view, or no vbucket;
 *   <li>its file is sound and its counters equal a recount;
 *   <li>it carries out what the scenario asks of a woken store, as the specification says;
 *   <li>it survives another crash right after that;
 *   <li>the warm-up left one data file of a vbucket, none of a deleted one.
 * </ol>
 *
 * <p>What comes out depends on the disk's content alone and is remembered by it; where a failed sync has
 * dropped bytes that reads still show, on what is left of them too, for the second crash takes them.
 */
final class DiskCheck {
  /** More disks than this are not remembered; the oldest are forgotten all at once. */
  private static final int REMEMBERED_MAX = 200_000;

  private final Scenario scenario;
  private final Map<Long, Awakening> remembered = new ConcurrentHashMap<>();

  DiskCheck(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * What a disk woke up to.
   *
   * @param shown what a scan answers; null where it does not open
   * @param violation what is wrong with it beyond what it shows
   */
  record Awakening(@Nullable Answer shown, @Nullable Violation violation) {}

  Awakening wake(SimulatedDisk disk) {
    long content = disk.hasDropped()
        ? Fingerprint.mix(disk.contentHash(), disk.crashHash())
        : disk.contentHash();
    Awakening known = remembered.get(content);
    if (known != null) {
      return known;
    }
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    Awakening awakening = wakeAnew(disk.fork());
    remembered.put(content, awakening);
    return awakening;
  }

  private Awakening wakeAnew(SimulatedDisk disk) {
    Answer shown = null;
    try (VBuckets vbuckets = PreparedScenario.open(disk, scenario)) {
      shown = new Client(vbuckets).look();
      return new Awakening(shown, violation(vbuckets, shown, disk));
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Awakening(
          shown, Violation.of(Property.RECOVERS, Property.RECOVERS.meaning(), Words.of(e)));
    }
  }

  private @Nullable Violation violation(VBuckets vbuckets, Answer shown, SimulatedDisk disk)
      throws IOException {
    Optional<VBucket> vbucket = new Client(vbuckets).vbucket();
    if (vbucket.isPresent()) {
      Violation unsound = soundness(vbucket.get());
      if (unsound != null) {
        return unsound;
      }
      Violation unlike = OwnPropertyCheck.always(scenario.own(), vbucket.get().current());
      if (unlike != null) {
        return unlike;
      }
    }
    Violation stray = files(vbucket, disk);
    Violation afterwards =
        afterlife(SequentialRun.ofWoken(vbuckets, shown, scenario.hasCollections()), disk);
    return afterwards == null ? stray : afterwards;
  }

  /** Whether the files are those that a vbucket has at rest, or that a deleted one leaves. */
  static @Nullable Violation files(Optional<VBucket> vbucket, SimulatedDisk disk)
      throws IOException {
    List<String> files = disk.names().stream().filter(DiskCheck::isNoMark).toList();
    List<String> wanted =
        vbucket.isPresent() ? List.of(vbucket.get().currentFile().toString()) : List.of();
    boolean isMarked = files.size() < disk.names().size();
    boolean isRight = files.equals(wanted) && !(vbucket.isPresent() && isMarked);
    return isRight
        ? null
        : Violation.of(
            Property.FILES, Property.FILES.meaning() + ": " + wanted, "there are " + disk.names());
  }

  private static boolean isNoMark(String name) {
    return VBucketFileName.parse(name).filter(VBucketFileName::isDeletionMark).isEmpty();
  }

  /** Whether the newest commit's file is sound and its counters are right. */
  static @Nullable Violation soundness(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return soundness(snapshot);
    }
  }

  /** Whether a snapshot's file is sound and its counters are right. */
  private static @Nullable Violation soundness(Snapshot snapshot) throws IOException {
    List<String> damage = VBucketCheck.structure(snapshot, CouchOptions.defaults());
    if (!damage.isEmpty()) {
      return Violation.of(Property.STRUCTURE, "a sound file", String.join("\n", damage));
    }
    List<String> mislisted = VBucketCheck.droppedList(snapshot);
    if (!mislisted.isEmpty()) {
      return Violation.of(
          Property.DROPPED_LIST, Property.DROPPED_LIST.meaning(), String.join("\n", mislisted));
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
      String before = run.spec().toString();
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
        return Violation.of(Property.RECOVERS, "after a second crash: " + run.spec(), wrong.get());
      }
    }
    return null;
  }

  private Optional<String> afterSecondCrash(SimulatedDisk disk, StoreSpec spec) {
    try (VBuckets vbuckets = PreparedScenario.open(disk.fork(), scenario)) {
      return spec.whyNot(new Client(vbuckets).look());
    } catch (IOException | RuntimeException | AssertionError e) {
      return Optional.of(Words.of(e));
    }
  }
}
