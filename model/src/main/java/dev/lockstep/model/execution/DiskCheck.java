package dev.lockstep.model.execution;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.OpenStores.Seen;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.trace.Fingerprint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a store from a disk by the real warm-up and sees what it is worth:
 *
 * <ol>
 *   <li>it opens, and shows some view, or no vbucket;
 *   <li>its file is sound and its counters equal a recount;
 *   <li>the warm-up left one data file of a vbucket, none of a deleted one;
 *   <li>it carries out what the scenario asks of a woken store, as the specification says; a write and a
 *       compaction where it asks nothing;
 *   <li>it survives a second crash before any step of all this ({@link SecondCrash}).
 * </ol>
 *
 * <p>What comes out depends on the disk's content alone and is remembered by it; where a crash may take
 * some of that, on what it may leave too. What comes after the warm-up is remembered by what that left.
 */
public final class DiskCheck {
  /** What a disk woke up to shows a whole store. */
  private static final int REMEMBERED_MAX = 200_000;

  private final Scenario scenario;
  private final List<Operation> afterCrash;
  private final OpenStores stores;
  private final SecondWakes wakes;
  private final Remembered<Long, Awakening> remembered = new Remembered<>(REMEMBERED_MAX);
  private final Remembered<Long, Optional<Violation>> afterlives = new Remembered<>(REMEMBERED_MAX);

  DiskCheck(Scenario scenario) {
    this.scenario = scenario;
    this.afterCrash = scenario.afterCrash().isEmpty() ? workOf(scenario) : scenario.afterCrash();
    this.stores = new OpenStores(scenario);
    this.wakes = new SecondWakes(scenario, stores);
  }

  /** A write and a compaction. */
  private static List<Operation> workOf(Scenario scenario) {
    String key = scenario.hasCollections() ? "0/probe" : "probe";
    return List.of(
        new Operation.Flush(List.of(new Mutation.Set(key, Bytes.ofUtf8("again")))),
        new Operation.Compact(0));
  }

  /**
   * What a disk woke up to.
   *
   * @param shown what a scan answers; null where it does not open
   * @param early what it wakes up to where the machine stops again before it is awake
   * @param violation what is wrong with it beyond what it shows
   */
  record Awakening(
      @Nullable Answer shown, Set<Answer> early, @Nullable Violation violation) {}

  Awakening wake(SimulatedDisk disk) {
    long content = hash(disk);
    Awakening known = remembered.find(content);
    if (known == null) {
      known = wakeAnew(disk.fork());
      remembered.note(content, known);
    }
    return known;
  }

  private static long hash(SimulatedDisk disk) {
    return disk.isCertain()
        ? disk.contentHash()
        : Fingerprint.mix(disk.contentHash(), disk.crashHash());
  }

  private Awakening wakeAnew(SimulatedDisk disk) {
    Answer shown = null;
    List<String> found = disk.names();
    SecondCrash second = new SecondCrash(wakes, disk);
    try (VBuckets vbuckets = PreparedScenario.open(disk, scenario, second::beforeStep)) {
      second.beforeStep();
      Seen seen = stores.look(disk, vbuckets);
      shown = seen.shown();
      Violation untold = OpeningReport.contradiction(found, vbuckets.warmUpReport(), disk.names());
      Violation wrong = second.violation() == null ? untold : second.violation();
      return new Awakening(
          shown,
          second.early(),
          wrong == null ? violation(new Awake(vbuckets, seen, disk, found), second) : wrong);
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Awakening(
          shown,
          second.early(),
          Violation.of(Property.RECOVERS, Property.RECOVERS.meaning(), Words.of(e)));
    }
  }

  /**
   * A store that is awake.
   *
   * @param found the files that the warm-up found
   */
  private record Awake(VBuckets vbuckets, Seen seen, SimulatedDisk disk, List<String> found) {

    /** Of all that what it does from now on hangs on. */
    long fingerprint() {
      return Fingerprint.mix(hash(disk), Fingerprint.of(found.toString()));
    }
  }

  private @Nullable Violation violation(Awake awake, SecondCrash second) throws IOException {
    if (awake.seen.unsound() != null) {
      return awake.seen.unsound();
    }
    Optional<VBucket> vbucket = new Client(awake.vbuckets).vbucket();
    if (vbucket.isPresent()) {
      Violation unlike = OwnPropertyCheck.always(scenario.own(), vbucket.get().current());
      if (unlike != null) {
        return unlike;
      }
    }
    Violation stray = files(awake.vbuckets, awake.disk, scenario);
    Violation afterwards = afterlife(awake, second);
    return afterwards == null ? stray : afterwards;
  }

  private @Nullable Violation afterlife(Awake awake, SecondCrash second) throws IOException {
    long key = awake.fingerprint();
    Optional<Violation> known = afterlives.find(key);
    if (known == null) {
      SequentialRun run =
          SequentialRun.ofWoken(awake.vbuckets, awake.seen.shown(), scenario.hasCollections());
      known = Optional.ofNullable(afterlife(run, second));
      afterlives.note(key, known);
    }
    return known.orElse(null);
  }

  private @Nullable Violation afterlife(SequentialRun run, SecondCrash second) throws IOException {
    second.expect("when it is awake", run.spec()::whyNot);
    for (Operation operation : afterCrash) {
      String before = run.spec().toString();
      second.expect("within " + Words.of(operation), shown -> run.whyNotWithin(operation, shown));
      Optional<String> wrong = run.wrongAnswerTo(operation);
      if (wrong.isPresent()) {
        return Violation.of(
            Property.RECOVERS,
            "after the crash, on " + before + "\n" + Words.of(operation) + " does its work",
            Words.of(operation) + " answered: " + wrong.get());
      }
      second.expect("after " + Words.of(operation), run.spec()::whyNot);
    }
    return second.violation();
  }

  /**
   * Whether the files are those that a vbucket has at rest, or that a deleted one leaves. Beside them may
   * be what others have put into the directory, and what was set aside of it; a damaged vbucket's are as
   * they were found.
   */
  static @Nullable Violation files(VBuckets vbuckets, SimulatedDisk disk, Scenario scenario)
      throws IOException {
    if (!vbuckets.damaged().isEmpty()) {
      return null;
    }
    Optional<VBucket> vbucket = new Client(vbuckets).vbucket();
    List<String> names = scenario.diskChange().isEmpty()
        ? disk.names()
        : disk.names().stream().filter(DiskCheck::isUsed).toList();
    List<String> wanted =
        vbucket.isPresent() ? List.of(vbucket.get().currentFile().toString()) : List.of();
    boolean isRight = names.equals(wanted)
        || (vbucket.isEmpty() && names.stream().noneMatch(DiskCheck::isNoMark));
    return isRight
        ? null
        : Violation.of(
            Property.FILES, Property.FILES.meaning() + ": " + wanted, "there are " + names);
  }

  /** Whether the scenario's vbucket has anything to do with a file of that name, but to have set it aside. */
  private static boolean isUsed(String name) {
    return VBucketFileName.parse(name)
            .filter(parsed -> parsed.vbucket() == Client.VBUCKET)
            .isPresent()
        && !name.contains(OpeningReport.SET_ASIDE);
  }

  private static boolean isNoMark(String name) {
    return VBucketFileName.parse(name).filter(VBucketFileName::isDeletionMark).isEmpty();
  }
}
