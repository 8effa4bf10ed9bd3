package dev.lockstep.model.spec;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a snapshot can show a vbucket: all of it, but for what the snapshot's own purge seqno excuses.
 *
 * @param spec the vbucket
 */
record SnapshotComparison(StoreSpec spec) {

  /** Says why it cannot; empty where it does. */
  Optional<String> whyNot(StoreView view) {
    if (view.highSeqno() != spec.highSeqno) {
      return Optional.of("high seqno is " + view.highSeqno() + ", should be " + spec.highSeqno);
    }
    if (!view.lifecycle().equals(spec.lifecycle)) {
      return Optional.of("state is " + view.lifecycle() + ", should be " + spec.lifecycle);
    }
    if (!view.locals().equals(spec.locals)) {
      return Optional.of("local documents are " + view.locals() + ", should be " + spec.locals);
    }
    int matched = 0;
    long before = 0;
    for (Entry seen : view.entries()) {
      if (seen.seqno() <= before) {
        return Optional.of("it shows seqno " + seen.seqno() + " after " + before);
      }
      before = seen.seqno();
      Entry mine = spec.entries.get(seen.id());
      if (!seen.equals(mine)) {
        return Optional.of(
            "it shows " + seen + ", should show " + (mine == null ? "nothing" : mine));
      }
      matched++;
    }
    return matched == spec.entries.size() ? Optional.empty() : whyMissing(view);
  }

  private Optional<String> whyMissing(StoreView view) {
    List<Bytes> shown = view.entries().stream().map(Entry::id).toList();
    return spec.entries.values().stream()
        .filter(entry -> !shown.contains(entry.id()) && !mayBePurged(entry, view.purgeSeqno()))
        .findFirst()
        .map(entry -> "it lacks " + entry + "; its purge seqno is " + view.purgeSeqno());
  }

  private boolean mayBePurged(Entry entry, long purgeSeqno) {
    boolean isCompletedPrepare =
        Prepares.isPrepareId(entry.id()) && entry.seqno() <= spec.highCompletedSeqno;
    return entry.seqno() <= purgeSeqno
        && entry.seqno() != spec.highSeqno
        && !isHighestOfCollection(entry)
        && (entry.deleted() || isCompletedPrepare);
  }

  private boolean isHighestOfCollection(Entry entry) {
    OptionalLong collection = CollectionKeys.collectionOf(entry.id());
    return spec.hasCollections
        && collection.isPresent()
        && spec.entries.values().stream()
            .filter(other -> CollectionKeys.collectionOf(other.id()).equals(collection))
            .noneMatch(other -> other.seqno() > entry.seqno());
  }
}
