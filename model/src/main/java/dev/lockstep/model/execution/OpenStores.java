package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.Answer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What open stores show, and whether that is sound. Remembered by all that readers can see: a warm-up removes
 * what an unfinished compaction wrote, wherever a crash tore that, and most disks wake up to the same store.
 */
final class OpenStores {
  /** What was seen of a store holds all of it. */
  private static final int SEEN_MAX = 200_000;

  private final Soundness soundness;
  private final Remembered<Long, Seen> seen = new Remembered<>(SEEN_MAX);

  OpenStores(Scenario scenario) {
    this.soundness = Soundness.of(scenario);
  }

  /**
   * What was seen of a store. Of stores that show the same it is mostly the same object.
   *
   * @param shown what a scan answers
   * @param unsound what is wrong with its file or counters
   */
  record Seen(Answer shown, @Nullable Violation unsound) {}

  /** Looks at a store that is open on {@code disk}. */
  Seen look(SimulatedDisk disk, VBuckets vbuckets) throws IOException {
    Client client = new Client(vbuckets);
    Optional<VBucket> vbucket = client.vbucket();
    if (vbucket.isEmpty()) {
      return new Seen(client.look(), null);
    }
    Revision published = vbucket.get().current();
    long key = OpenedElsewhere.fingerprint(disk, published);
    Seen known = seen.find(key);
    if (known == null) {
      known = new Seen(client.look(), soundness.violation(vbucket.get()));
      seen.note(key, known);
    }
    return known;
  }
}
