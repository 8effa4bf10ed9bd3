package dev.lockstep.model.execution;

import dev.lockstep.model.disk.CrashImages;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.disk.TooManyImages;
import dev.lockstep.model.execution.DiskCheck.Awakening;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.history.Linearizability;
import dev.lockstep.model.history.Linearizability.Contradiction;
import dev.lockstep.model.result.TokenException;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import dev.lockstep.model.trace.CrashDecision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what executions of one scenario do with the specification, and remembers what it has
 * compared: different schedules often end in equal histories and equal disks.
 */
public final class Judge {
  private record CrashPoint(long crashHash, History.Shape shape) {}

  private final Scenario scenario;
  private final boolean isOfBucket;
  private final StoreSpec initial;
  private final DiskCheck disks;
  private final OpenedElsewhere openings;
  private final PurgedTombstones purges;
  private final Remembered<History.Shape, Optional<Contradiction>> explained;
  private final Remembered<CrashPoint, List<Long>> survived; // With the disks that were woken.
  private final Remembered<Long, Boolean> sound;
  private final Set<Long> woken = new HashSet<>();
  private final Set<CrashPoint> crashes = new HashSet<>();

  public Judge(PreparedScenario prepared) {
    this.scenario = prepared.scenario();
    this.isOfBucket = scenario.asksTheBucket();
    this.initial = prepared.initial();
    this.disks = new DiskCheck(prepared.scenario());
    this.openings = new OpenedElsewhere(prepared.scenario());
    this.purges = new PurgedTombstones();
    this.explained = new Remembered<>();
    this.survived = new Remembered<>();
    this.sound = new Remembered<>();
  }

  private Judge(Judge other) {
    this.scenario = other.scenario;
    this.isOfBucket = other.isOfBucket;
    this.initial = other.initial;
    this.disks = other.disks;
    this.openings = other.openings;
    this.purges = other.purges;
    this.explained = other.explained;
    this.survived = other.survived;
    this.sound = other.sound;
  }

  /** A judge that shares all that is remembered with this one, for use by another thread. */
  public Judge apart() {
    return new Judge(this);
  }

  /** The properties that nothing was held against so far, though the scenario is about them. */
  public List<Property> unevaluated() {
    List<Property> properties = new ArrayList<>();
    if (explained.isEmpty()) {
      properties.add(Property.LINEARIZABLE);
    }
    if (scenario.crash() && survived.isEmpty()) {
      properties.addAll(List.of(Property.DURABLE, Property.RECOVERS));
    }
    if (sound.isEmpty()) {
      properties.addAll(List.of(Property.STRUCTURE, Property.COUNTERS));
    }
    return properties;
  }

  /** What is wrong with the opening of the disk that the tasks find, if others have changed it. */
  @Nullable
  Violation opening(SimulatedDisk disk) {
    if (scenario.diskChange().isEmpty()) {
      return null;
    }
    Awakening awakening = wake(disk);
    if (awakening.shown() == null) {
      return awakening.violation();
    }
    List<Answer> shown = new ArrayList<>(awakening.early());
    if (initial.isEmpty()) {
      // There was nothing to open, and the machine stopped before the vbucket was created.
      shown.remove(new Answer.NoSuchVBucket());
    }
    shown.add(awakening.shown());
    return shown.stream()
        .flatMap(each -> initial.whyNot(each).stream())
        .findFirst()
        .map(why -> Violation.of(
            Property.RECOVERS, "the store opens to what the scenario says\n" + initial, why))
        .orElse(awakening.violation());
  }

  /** The contents of the disks that this judge was asked to wake, or that were known already. */
  public Set<Long> woken() {
    return woken;
  }

  OpenedElsewhere openings() {
    return openings;
  }

  PurgedTombstones purges() {
    return purges;
  }

  boolean isKnownSound(long contentHash) {
    return sound.holds(contentHash);
  }

  void noteSound(long contentHash) {
    sound.note(contentHash, true);
  }

  /** Whether no operation failed that had no reason to, and none succeeded that must not. */
  @Nullable
  public Violation failures(History history) {
    for (Call call : history.calls()) {
      if (!Excuses.isExcused(history, call)) {
        return Violation.of(
            Property.NO_FAILURE,
            Property.NO_FAILURE.meaning(),
            taskName(call) + ": " + Words.of(call.operation()) + " answered: " + call.answer());
      }
    }
    return CommitsInDoubt.writtenUpon(history)
        .map(call -> Violation.of(
            Property.ATOMIC,
            "nothing is written upon a commit in doubt until somebody looks whether it is there",
            taskName(call) + ": " + Words.of(call.operation()) + " answered: " + call.answer()))
        .orElse(null);
  }

  private String taskName(Call call) {
    return scenario.tasks().get(call.task()).name();
  }

  /** Whether some order of the calls explains the answers. */
  @Nullable
  public Violation answers(History history) {
    return explain(history)
        .map(contradiction -> {
          Call call = contradiction.call();
          Answer answer = call.answer();
          String where = answer == null
              ? ""
              : contradiction
                  .state()
                  .whyNot(call.operation(), answer)
                  .map(why -> "\n" + why)
                  .orElse("");
          return Violation.of(
              Property.LINEARIZABLE,
              "some order of the calls explains every answer; the longest that does leads to\n"
                  + contradiction.state(),
              Words.of(call.operation()) + " answered: " + answer + where);
        })
        .orElse(null);
  }

  private Optional<Contradiction> explain(History history) {
    History.Shape shape = history.shape();
    Optional<Contradiction> known = explained.find(shape);
    if (known == null) {
      known = Linearizability.check(history, initial);
      explained.note(shape, known);
    }
    return known;
  }

  /** Takes a crash now: every disk that it may leave must wake up to what the calls so far allow. */
  @Nullable
  public Violation crash(SimulatedDisk disk, History history, int step) {
    CrashPoint point = new CrashPoint(disk.crashHash(), history.shape());
    List<Long> known = survived.find(point);
    if (known != null) {
      if (crashes.add(point)) {
        woken.addAll(known);
      }
    } else {
      List<SimulatedDisk> images = images(disk);
      for (int image = 0; image < images.size(); image++) {
        Violation violation = woken(images.get(image), history);
        if (violation != null) {
          return violation.after(new CrashDecision(step, image));
        }
      }
      survived.note(point, images.stream().map(SimulatedDisk::contentHash).toList());
    }
    return null;
  }

  /** Takes the one crash of a replayed schedule. */
  @Nullable
  Violation replayedCrash(SimulatedDisk disk, History history, CrashDecision crash) {
    List<SimulatedDisk> images = images(disk);
    if (crash.image() >= images.size()) {
      throw new TokenException(
          "the token wants crash image " + crash.image() + ", the crash leaves " + images.size());
    }
    Violation violation = woken(images.get(crash.image()), history);
    return violation == null ? null : violation.after(crash);
  }

  /**
   * The disks that a crash now may leave; where that is not certain, the disk as it is comes last: the
   * program alone stops, and what is not durable is still there, and not durable.
   *
   * @throws TooManyImages if they are too many to look at
   */
  public static List<SimulatedDisk> images(SimulatedDisk disk) {
    List<SimulatedDisk> all = new ArrayList<>(CrashImages.all(disk));
    if (!disk.isCertain()) {
      all.add(disk.fork());
    }
    return all;
  }

  private @Nullable Violation woken(SimulatedDisk image, History history) {
    Awakening awakening = wake(image);
    if (awakening.shown() == null) {
      return awakening.violation();
    }
    Violation lost = lost(history, awakening.shown());
    for (Answer early : awakening.early()) {
      lost = lost == null ? lost(history, early) : lost;
    }
    return lost == null ? awakening.violation() : lost;
  }

  private Awakening wake(SimulatedDisk disk) {
    woken.add(disk.contentHash());
    return disks.wake(disk);
  }

  /** Whether the calls allow a store that came back from a crash to show this. */
  private @Nullable Violation lost(History history, Answer shown) {
    Operation look = new Operation.Scan();
    return explained(
        isOfBucket
            ? history.followedByCrash(look, shown, Persisted::isPromised)
            : history.followedBy(look, shown),
        shown);
  }

  /** Whether some order of calls explains what a store that woke up shows, which is the last of them. */
  private @Nullable Violation explained(History history, Answer shown) {
    return explain(history)
        .map(lost -> Violation.of(
            Property.DURABLE,
            Property.DURABLE.meaning() + "; for example\n" + lost.state(),
            "the store woke up to\n" + shown))
        .orElse(null);
  }

  /**
   * A store that was closed in good order shows the same when it is opened again. After a fault it shows
   * what the calls and the last scan allow: a write may be in doubt, and a compaction that failed may
   * have left its file.
   */
  @Nullable
  Violation reopened(SimulatedDisk disk, History history, Answer last) {
    Awakening awakening = wake(disk);
    if (awakening.shown() == null) {
      return awakening.violation();
    }
    if (history.calls().stream().anyMatch(Call::metFault)) {
      Answer shown = awakening.shown();
      Violation lost = explained(history.followedBy(new Operation.Scan(), shown), shown);
      return lost == null ? awakening.violation() : lost;
    }
    if (!last.equals(awakening.shown())) {
      return Violation.of(
          Property.DURABLE,
          "closed and opened again, the store shows\n" + last,
          "it shows\n" + awakening.shown());
    }
    return awakening.violation();
  }
}
