package dev.lockstep.model.check;

import dev.lockstep.engine.bucket.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.simulation.CrashImages;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.spec.Answer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What stores wake up to after a second crash. Every disk that this may leave is opened by the real
 * warm-up, scanned and checked. Remembered by the disk's content, and by what a crash may leave: most
 * second crashes leave what another one has left.
 */
final class SecondWakes {
  /** More than this is not remembered; all is forgotten at once. */
  private static final int REMEMBERED_MAX = 500_000;

  private final Scenario scenario;
  private final Map<Long, Woken> byContent = new ConcurrentHashMap<>();
  private final Map<Long, Set<Woken>> byCrash = new ConcurrentHashMap<>();

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
    Set<Woken> known = byCrash.get(crash);
    if (known == null) {
      known = new LinkedHashSet<>();
      for (SimulatedDisk image : CrashImages.of(disk).images()) {
        known.add(wake(image));
      }
      forgetIfFull(byCrash);
      byCrash.put(crash, known);
    }
    return known;
  }

  private Woken wake(SimulatedDisk image) {
    long content = image.contentHash();
    Woken known = byContent.get(content);
    if (known == null) {
      known = wakeAnew(image);
      forgetIfFull(byContent);
      byContent.put(content, known);
    }
    return known;
  }

  private Woken wakeAnew(SimulatedDisk image) {
    Answer shown = null;
    try (VBuckets vbuckets = PreparedScenario.open(image, scenario)) {
      Client client = new Client(vbuckets);
      shown = client.look();
      Optional<VBucket> vbucket = client.vbucket();
      Violation unsound = vbucket.isPresent() ? DiskCheck.soundness(vbucket.get()) : null;
      return new Woken(shown, unsound == null ? DiskCheck.files(vbucket, image) : unsound);
    } catch (IOException | RuntimeException | AssertionError e) {
      return new Woken(
          shown, Violation.of(Property.RECOVERS, Property.RECOVERS.meaning(), Words.of(e)));
    }
  }

  private static void forgetIfFull(Map<?, ?> memory) {
    if (memory.size() >= REMEMBERED_MAX) {
      memory.clear();
    }
  }
}
