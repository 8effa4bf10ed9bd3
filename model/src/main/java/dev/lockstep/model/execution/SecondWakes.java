package dev.lockstep.model.execution;

import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.CrashImages;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.Answer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stores wake up to after a second crash. Every disk that this may leave is opened by the real
 * warm-up, scanned and checked. Remembered by the disk's content, and by what a crash may leave: most
 * second crashes leave what another one has left.
 */
final class SecondWakes {
  private final Scenario scenario;
  private final Remembered<Long, Woken> byContent = new Remembered<>();
  private final Remembered<Long, Set<Woken>> byCrash = new Remembered<>();

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

  /** What the store may wake up to, each once, if the machine stops now. */
  Set<Woken> after(SimulatedDisk disk) {
    long crash = disk.crashHash();
    Set<Woken> known = byCrash.find(crash);
    if (known == null) {
      known = new LinkedHashSet<>();
      for (SimulatedDisk image : CrashImages.of(disk).images()) {
        known.add(wake(image));
      }
      byCrash.note(crash, known);
    }
    return known;
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
    Answer shown = null;
    List<String> found = image.names();
    try (VBuckets vbuckets = PreparedScenario.open(image, scenario)) {
      Client client = new Client(vbuckets);
      shown = client.look();
      Violation untold = OpeningReport.contradiction(found, vbuckets.warmUpReport(), image.names());
      if (untold != null) {
        return new Woken(shown, untold);
      }
      Optional<VBucket> vbucket = client.vbucket();
      Violation unsound =
          vbucket.isPresent() ? Soundness.of(scenario).violation(vbucket.get()) : null;
      return new Woken(
          shown, unsound == null ? DiskCheck.files(vbuckets, image, scenario) : unsound);
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Woken(
          shown, Violation.of(Property.RECOVERS, Property.RECOVERS.meaning(), Words.of(e)));
    }
  }
}
