package dev.lockstep.model.execution;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.trace.Fingerprint;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tombstones and prepares of a switch's two files:
 *
 * <ol>
 *   <li>what is missing is at or below the new file's purge seqno, and is not the newest change;
 *   <li>a tombstone is missing only up to the bound that was asked for, a prepare only if it was
 *       completed when the copy began;
 *   <li>of what the copy found of these, all but the newest change is missing;
 *   <li>the purge seqno is no higher than before, what is missing, what the copy left out, or what was
 *       asked for.
 * </ol>
 *
 * <p>What was right once is remembered, by the disk's content and the three commits.
 */
final class PurgedTombstones {
  private final Remembered<Long, Boolean> right = new Remembered<>();

  /**
   * A switch.
   *
   * @param copied the source as the compaction pinned it
   * @param source the same file's newest commit
   * @param target what is published now
   * @param asked tombstones at or below this seqno were to go
   */
  record Switch(Revision copied, Revision source, Revision target, long asked) {
    long purgeSeqno() {
      return target.header().header().purgeSeqno();
    }

    /** Whether the copy was to leave out an entry that it found. */
    private boolean isDue(Map.Entry<Long, Boolean> entry) {
      return entry.getKey() != copied.highSeqno() && isAllowed(entry);
    }

    /** Whether an entry is within the bound of its kind. */
    private boolean isAllowed(Map.Entry<Long, Boolean> entry) {
      boolean isTombstone = entry.getValue();
      return entry.getKey() <= (isTombstone ? asked : copied.state().highCompletedSeqno());
    }

    private long fingerprint(SimulatedDisk disk) {
      long hash = Fingerprint.mix(disk.contentHash(), asked);
      hash = Fingerprint.mix(hash, copied.header().position());
      hash = Fingerprint.mix(hash, source.header().position());
      return Fingerprint.mix(hash, target.header().position());
    }
  }

  /** What is wrong with a switch after which the disk is this one. */
  @Nullable
  Violation check(Switch done, SimulatedDisk disk) throws IOException {
    long key = done.fingerprint(disk);
    if (right.holds(key)) {
      return null;
    }
    Optional<String> wrong = wrong(done);
    if (wrong.isEmpty()) {
      right.note(key, true);
    }
    return wrong
        .map(seen -> Violation.of(Property.PURGE, Property.PURGE.meaning(), seen))
        .orElse(null);
  }

  private static Optional<String> wrong(Switch done) throws IOException {
    Map<Long, Boolean> left = purgeable(done.target);
    Map<Long, Boolean> missing = purgeable(done.source);
    missing.keySet().removeAll(left.keySet());
    missing.keySet().removeIf(seqno -> seqno > done.copied.highSeqno()); // Lost, not purged.
    for (Map.Entry<Long, Boolean> entry : missing.entrySet()) {
      long seqno = entry.getKey();
      if (seqno > done.purgeSeqno()) {
        return Optional.of(
            "purge seqno " + done.purgeSeqno() + ", but these are missing: " + missing.keySet());
      }
      if (seqno == done.source.highSeqno()) {
        return Optional.of("the newest change is missing: " + seqno);
      }
      if (!done.isAllowed(entry)) {
        return Optional.of(missing(entry, done));
      }
    }
    Map<Long, Boolean> copied = purgeable(done.copied);
    for (Map.Entry<Long, Boolean> entry : copied.entrySet()) {
      if (done.isDue(entry) && left.containsKey(entry.getKey())) {
        return Optional.of("the entry with seqno " + entry.getKey() + " is still there, though "
            + bound(entry, done));
      }
    }
    copied.keySet().removeAll(left.keySet());
    long allowed = Math.max(
        Math.max(done.source.header().header().purgeSeqno(), done.asked),
        Math.max(highest(missing), highest(copied)));
    return done.purgeSeqno() <= allowed
        ? Optional.empty()
        : Optional.of("purge seqno " + done.purgeSeqno()
            + ", though nothing was purged or asked for above " + allowed);
  }

  private static String missing(Map.Entry<Long, Boolean> entry, Switch done) {
    return "the entry with seqno " + entry.getKey() + " is missing, though " + bound(entry, done);
  }

  private static String bound(Map.Entry<Long, Boolean> entry, Switch done) {
    return entry.getValue()
        ? "tombstones were to go up to " + done.asked
        : "prepares were completed up to " + done.copied.state().highCompletedSeqno();
  }

  private static long highest(Map<Long, Boolean> seqnos) {
    return seqnos.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** The seqnos of tombstones and prepares, and whether each is a tombstone. */
  private static Map<Long, Boolean> purgeable(Revision revision) throws IOException {
    Map<Long, Boolean> seqnos = new TreeMap<>();
    try (Snapshot snapshot =
        new Snapshot(revision.file().couch(), revision.header(), revision.state(), () -> {})) {
      DocumentCursor cursor = snapshot.bySeqno(0, Long.MAX_VALUE);
      for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        DocumentInfo info = next.get();
        if (info.deleted() || Prepares.isPrepareId(info.id())) {
          seqnos.put(info.seqno(), info.deleted());
        }
      }
    }
    return seqnos;
  }
}
