package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.trace.Fingerprint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Opens the store a second time, on a copy of what the disk shows, and compares what is published
 * there with what is here: file, header, state and counters. The file must be sound, and its counters
 * equal a recount. What was right once is remembered, by the disk's content and by what is published.
 */
final class OpenedElsewhere {
  private final Scenario scenario;
  private final Remembered<Long, Boolean> equal = new Remembered<>();

  OpenedElsewhere(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Whether an opening would publish {@code here}; if not, that property is broken. */
  @Nullable
  Violation compare(SimulatedDisk disk, Revision here, Property property) {
    long key = fingerprint(disk, here);
    if (equal.holds(key)) {
      return null;
    }
    Violation different = compareAnew(disk.fork(), here, property);
    if (different == null) {
      equal.note(key, true);
    }
    return different;
  }

  /** Of all that readers of a revision can see. */
  static long fingerprint(SimulatedDisk disk, Revision published) {
    long fingerprint = Fingerprint.mix(disk.contentHash(), published.number());
    fingerprint = Fingerprint.mix(fingerprint, published.header().hashCode());
    return Fingerprint.mix(fingerprint, published.state().hashCode());
  }

  private @Nullable Violation compareAnew(SimulatedDisk copy, Revision here, Property property) {
    try (VBuckets vbuckets = PreparedScenario.open(copy, scenario)) {
      VBucket vbucket = vbuckets.get(Client.VBUCKET);
      Revision there = vbucket.current();
      boolean isSame = here.number() == there.number()
          && here.header().equals(there.header())
          && here.state().equals(there.state());
      return isSame
          ? Soundness.of(scenario).violation(vbucket)
          : violation(property, here, shown(there));
    } catch (IOException | RuntimeException | AssertionError e) {
      return violation(property, here, Words.of(e));
    }
  }

  private static Violation violation(Property property, Revision here, String there) {
    return Violation.of(
        property,
        property.meaning() + ":\n" + shown(here),
        "an opening of the files finds\n" + there);
  }

  private static String shown(Revision revision) {
    return revision.file().name() + ", " + revision.header() + ", " + revision.state();
  }
}
