package dev.lockstep.model.execution;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.spec.Operation;
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
 *   <li>a tombstone is missing only up to the bounds of seqno and of time that were asked for, a prepare
 *       only if it was completed when the copy began;
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
   * @param asked which tombstones were to go
   */
  record Switch(Revision copied, Revision source, Revision target, Operation.Compact asked) {
    long purgeSeqno() {
      return target.header().header().purgeSeqno();
    }

    /** Whether the copy was to leave out an entry that it found. */
    private boolean isDue(Purgeable entry) {
      return entry.seqno() != copied.highSeqno() && isAllowed(entry);
    }

    /** Whether an entry is within the bounds of its kind. */
    private boolean isAllowed(Purgeable entry) {
      return entry.isTombstone()
          ? entry.seqno() <= asked.purgeUpTo() && isOldEnough(entry)
          : entry.seqno() <= copied.state().highCompletedSeqno();
    }

    private boolean isOldEnough(Purgeable tombstone) {
      return tombstone.deletedSeconds() < Client.deletedBefore(asked);
    }

    private long fingerprint(SimulatedDisk disk) {
      long hash = Fingerprint.mix(disk.contentHash(), asked.purgeUpTo());
      hash = Fingerprint.mix(hash, asked.deletedBefore());
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

  /**
   * A tombstone or a prepare.
   *
   * @param deletedSeconds of a tombstone, when it was deleted, in seconds since 1970
   */
  private record Purgeable(long seqno, boolean isTombstone, long deletedSeconds) {}

  private static Optional<String> wrong(Switch done) throws IOException {
    Map<Long, Purgeable> left = purgeable(done.target);
    Map<Long, Purgeable> missing = purgeable(done.source);
    missing.keySet().removeAll(left.keySet());
    missing.keySet().removeIf(seqno -> seqno > done.copied.highSeqno()); // Lost, not purged.
    for (Purgeable entry : missing.values()) {
      if (entry.seqno() > done.purgeSeqno()) {
        return Optional.of(
            "purge seqno " + done.purgeSeqno() + ", but these are missing: " + missing.keySet());
      }
      if (entry.seqno() == done.source.highSeqno()) {
        return Optional.of("the newest change is missing: " + entry.seqno());
      }
      if (!done.isAllowed(entry)) {
        return Optional.of(
            "the entry with seqno " + entry.seqno() + " is missing, though " + bound(entry, done));
      }
    }
    Map<Long, Purgeable> copied = purgeable(done.copied);
    for (Purgeable entry : copied.values()) {
      if (done.isDue(entry) && left.containsKey(entry.seqno())) {
        return Optional.of("the entry with seqno " + entry.seqno() + " is still there, though "
            + bound(entry, done));
      }
    }
    copied.keySet().removeAll(left.keySet());
    long allowed = Math.max(
        Math.max(done.source.header().header().purgeSeqno(), done.asked.purgeUpTo()),
        Math.max(highest(missing), highest(copied)));
    return done.purgeSeqno() <= allowed
        ? Optional.empty()
        : Optional.of("purge seqno " + done.purgeSeqno()
            + ", though nothing was purged or asked for above " + allowed);
  }

  private static String bound(Purgeable entry, Switch done) {
    if (!entry.isTombstone()) {
      return "prepares were completed up to " + done.copied.state().highCompletedSeqno();
    }
    String upTo = "tombstones were to go up to " + done.asked.purgeUpTo();
    return done.asked.deletedBefore() == Operation.Compact.ANY_AGE
        ? upTo
        : upTo + " of those deleted before " + Client.deletedBefore(done.asked)
            + ", and it was deleted at " + entry.deletedSeconds();
  }

  private static long highest(Map<Long, Purgeable> entries) {
    return entries.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** The tombstones and prepares of a commit by their seqnos. */
  private static Map<Long, Purgeable> purgeable(Revision revision) throws IOException {
    Map<Long, Purgeable> entries = new TreeMap<>();
    try (Snapshot snapshot =
        new Snapshot(revision.file().couch(), revision.header(), revision.state(), () -> {})) {
      DocumentCursor cursor = snapshot.bySeqno(0, Long.MAX_VALUE);
      for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        DocumentInfo info = next.get();
        if (info.deleted() || Prepares.isPrepareId(info.id())) {
          entries.put(
              info.seqno(), new Purgeable(info.seqno(), info.deleted(), deletedSeconds(info)));
        }
      }
    }
    return entries;
  }

  private static long deletedSeconds(DocumentInfo info) {
    return RevisionMetadata.decode(info.revisionMetadata())
        .map(RevisionMetadata::expirySeconds)
        .orElse(0L);
  }
}
