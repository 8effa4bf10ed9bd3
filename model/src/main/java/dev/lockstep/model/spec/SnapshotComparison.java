package dev.lockstep.model.spec;

import static java.util.stream.Collectors.toSet;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
    long before = 0;
    for (Entry seen : view.entries()) {
      if (seen.seqno() <= before) {
        return Optional.of("it shows seqno " + seen.seqno() + " after " + before);
      }
      before = seen.seqno();
    }
    return whyNot(view.entries(), spec.entries.values(), view.purgeSeqno());
  }

  /** Says why a scan of a range of ids cannot see that; empty where it can. */
  Optional<String> whyNot(Operation.ScanById scan, Answer.SeenById shown) {
    if (shown.highSeqno() != spec.highSeqno) {
      return Optional.of("high seqno is " + shown.highSeqno() + ", should be " + spec.highSeqno);
    }
    Bytes before = Bytes.EMPTY;
    for (Entry seen : shown.entries()) {
      if (seen.id().compareTo(before) <= 0 || !scan.reads(seen.id())) {
        return Optional.of("it shows " + seen + " out of place");
      }
      before = seen.id();
    }
    List<Entry> mine =
        spec.entries.values().stream().filter(entry -> scan.reads(entry.id())).toList();
    return whyNot(shown.entries(), mine, shown.purgeSeqno());
  }

  private Optional<String> whyNot(List<Entry> shown, Collection<Entry> all, long purgeSeqno) {
    for (Entry seen : shown) {
      Entry mine = spec.entries.get(seen.id());
      if (!seen.equals(mine)) {
        return Optional.of(
            "it shows " + seen + ", should show " + (mine == null ? "nothing" : mine));
      }
    }
    return shown.size() == all.size() ? Optional.empty() : whyMissing(shown, all, purgeSeqno);
  }

  private Optional<String> whyMissing(List<Entry> shown, Collection<Entry> all, long purgeSeqno) {
    Set<Bytes> ids = shown.stream().map(Entry::id).collect(toSet());
    return all.stream()
        .filter(entry -> !ids.contains(entry.id()) && !mayBePurged(entry, purgeSeqno))
        .findFirst()
        .map(entry -> "it lacks " + entry + "; its purge seqno is " + purgeSeqno);
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
