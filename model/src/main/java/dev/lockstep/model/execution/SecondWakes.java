package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.CrashImages;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stores wake up to after a second crash. Every disk that this may leave is opened by the real
 * warm-up, scanned and checked. Remembered by the disk's content, and by what a crash may leave: most
 * second crashes leave what another one has left. The scan and the check are remembered by what the
 * warm-up left and published too: it removes what an unfinished compaction wrote, wherever that is torn.
 */
final class SecondWakes {
  private final Scenario scenario;
  private final Remembered<Long, Woken> byContent = new Remembered<>();
  private final Remembered<Long, Woken> byOpened = new Remembered<>();
  private final Remembered<Long, List<Woken>> byCrash = new Remembered<>();

  SecondWakes(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * A store that woke up.
   *
   * @param shown what a scan answers; null where it does not open
   * @param violation what is wrong with it beyond what it shows
   */
  record Woken(@Nullable Answer shown, @Nullable Violation violation) {}

  /** What the store may wake up to if the machine stops now. */
  List<Woken> after(SimulatedDisk disk) {
    long crash = disk.crashHash();
    List<Woken> known = byCrash.find(crash);
    if (known == null) {
      known = wakeEach(CrashImages.all(disk));
      byCrash.note(crash, known);
    }
    return known;
  }

  /** Many wake up to one that is remembered: it counts once. To compare all they show would take long. */
  private List<Woken> wakeEach(List<SimulatedDisk> images) {
    Set<Woken> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Woken> each = new ArrayList<>();
    for (SimulatedDisk image : images) {
      Woken woken = wake(image);
      if (seen.add(woken)) {
        each.add(woken);
      }
    }
    return each;
  }

  private Woken wake(SimulatedDisk image) {
    long content = image.contentHash();
    Woken known = byContent.find(content);
    if (known == null) {
      known = wakeAnew(image);
      byContent.note(content, known);
    }
    return known;
  }

  private Woken wakeAnew(SimulatedDisk image) {
    List<String> found = image.names();
    try (VBuckets vbuckets = PreparedScenario.open(image, scenario)) {
      Violation untold = OpeningReport.contradiction(found, vbuckets.warmUpReport(), image.names());
      Woken woken = look(image, vbuckets);
      return untold == null ? woken : new Woken(woken.shown, untold);
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Woken(null, broken(e));
    }
  }

  private Woken look(SimulatedDisk image, VBuckets vbuckets) throws IOException {
    Client client = new Client(vbuckets);
    Optional<Revision> published = client.shown();
    if (published.isEmpty()) {
      return lookAnew(image, vbuckets, client);
    }
    long opened = OpenedElsewhere.fingerprint(image, published.get());
    Woken known = byOpened.find(opened);
    if (known == null) {
      known = lookAnew(image, vbuckets, client);
      byOpened.note(opened, known);
    }
    return known;
  }

  private Woken lookAnew(SimulatedDisk image, VBuckets vbuckets, Client client) {
    Answer shown = null;
    try {
      shown = client.look();
      Optional<VBucket> vbucket = client.vbucket();
      Violation unsound =
          vbucket.isPresent() ? Soundness.of(scenario).violation(vbucket.get()) : null;
      return new Woken(
          shown, unsound == null ? DiskCheck.files(vbuckets, image, scenario) : unsound);
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Woken(shown, broken(e));
    }
  }

  private static Violation broken(Throwable failure) {
    return Violation.of(Property.RECOVERS, Property.RECOVERS.meaning(), Words.of(failure));
  }
}
