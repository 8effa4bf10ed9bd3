package dev.lockstep.model.check;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.vbucket.Revision;
import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tombstones and prepares of a switch's two files, where it has changed the number of
 * tombstones or the purge seqno.
 */
final class PurgedTombstones {
  private PurgedTombstones() {}

  /**
   * Compares them.
   *
   * @param copied the source as the compaction pinned it
   * @param source the same file's newest commit
   */
  static @Nullable Violation check(
      Revision copied, Revision source, Revision target, @Nullable Operation by)
      throws IOException {
    long purgedBefore = source.header().header().purgeSeqno();
    long purged = target.header().header().purgeSeqno();
    long asked = by instanceof Operation.Compact compact ? compact.purgeUpTo() : 0;
    boolean isUntouched = purged == purgedBefore
        && source.file().couch().counts(source.header().header()).deleted()
            == target.file().couch().counts(target.header().header()).deleted();
    if (isUntouched) {
      return null;
    }
    Set<Long> missing = purgeable(source);
    missing.removeAll(purgeable(target));
    long highestMissing = highest(missing);
    Set<Long> leftOut = purgeable(copied);
    leftOut.removeAll(purgeable(target));
    long allowed =
        Math.max(Math.max(purgedBefore, asked), Math.max(highestMissing, highest(leftOut)));
    if (highestMissing > purged) {
      return violation("purge seqno " + purged + ", but these are missing: " + missing);
    }
    if (highestMissing != 0 && highestMissing == source.highSeqno()) {
      return violation("the newest change is missing: " + highestMissing);
    }
    return purged <= allowed
        ? null
        : violation(
            "purge seqno " + purged + ", though nothing was purged or asked for above " + allowed);
  }

  private static long highest(Set<Long> seqnos) {
    return seqnos.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static Violation violation(String seen) {
    return Violation.of(Property.PURGE, Property.PURGE.meaning(), seen);
  }

  private static Set<Long> purgeable(Revision revision) throws IOException {
    Set<Long> seqnos = new TreeSet<>();
    try (Snapshot snapshot =
        new Snapshot(revision.file().couch(), revision.header(), revision.state(), () -> {})) {
      DocumentCursor cursor = snapshot.bySeqno(0, Long.MAX_VALUE);
      for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        DocumentInfo info = next.get();
        if (info.deleted() || Prepares.isPrepareId(info.id())) {
          seqnos.add(info.seqno());
        }
      }
    }
    return seqnos;
  }
}
