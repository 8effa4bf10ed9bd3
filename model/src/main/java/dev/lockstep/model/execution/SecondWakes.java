package dev.lockstep.model.execution;

import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.disk.CrashImages;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.execution.OpenStores.Seen;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stores wake up to after a second crash. Every disk that this may leave is opened by the real
 * warm-up, scanned and checked. Remembered by the disk's content, and by what a crash may leave: most
 * second crashes leave what another one has left.
 */
final class SecondWakes {
  private final Scenario scenario;
  private final OpenStores stores;
  private final Remembered<Long, Woken> byContent = new Remembered<>();
  private final Remembered<Long, List<Woken>> byCrash = new Remembered<>();

  SecondWakes(Scenario scenario, OpenStores stores) {
    this.scenario = scenario;
    this.stores = stores;
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

  /** Of those that show the very same and are right, one: to compare what others show takes longer. */
  private List<Woken> wakeEach(List<SimulatedDisk> images) {
    Set<Answer> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Woken> each = new ArrayList<>();
    for (SimulatedDisk image : images) {
      Woken woken = wake(image);
      if (woken.violation != null || shown.add(woken.shown)) {
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
    Answer shown = null;
    List<String> found = image.names();
    try (VBuckets vbuckets = PreparedScenario.open(image, scenario)) {
      Seen seen = stores.look(image, vbuckets);
      shown = seen.shown();
      Violation wrong = OpeningReport.contradiction(found, vbuckets.warmUpReport(), image.names());
      wrong = wrong == null ? seen.unsound() : wrong;
      return new Woken(shown, wrong == null ? DiskCheck.files(vbuckets, image, scenario) : wrong);
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Woken(
          shown, Violation.of(Property.RECOVERS, Property.RECOVERS.meaning(), Words.of(e)));
    }
  }
}
