package dev.lockstep.model.spec;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a vbucket is, said without files, tasks or crashes: a sequence of commits, each a map from ids
 * to their newest change; or nothing, once it is deleted. A new generation begins with nothing behind
 * it. Immutable; an operation with the answer it got leads to the next
 * specification, or to none where that answer is wrong.
 *
 * <p>A dropped collection's documents are gone with its drop: what is left of them in a file, and the
 * counters, are no reader's matter and compared with a recount of the file.
 *
 * <p>Compaction changes nothing that is read, only which older commits a rollback still finds. It may
 * leave out tombstones and completed prepares, and says up to which seqno by the purge seqno of each
 * snapshot, so a snapshot is compared with the specification except for what its own purge seqno
 * excuses.
 */
public final class StoreSpec {
  private static final String ABSENT = "";
  private static final String DAMAGED = "damaged";
  static final String ACTIVE = "active";

  final boolean hasCollections;

  /** The vbucket's state; {@link #ABSENT} or {@link #DAMAGED} where there is none to be used. */
  final String lifecycle;

  final long highSeqno;
  final long highCompletedSeqno;
  final SortedMap<Bytes, Entry> entries;
  final SortedMap<Bytes, Bytes> locals;

  /**
   * Live entries whose time is over: nobody reads them, and each may become a tombstone at any time; but a
   * prepare stays, and gives that to the document which a commit of it stores.
   */
  final Set<Bytes> expired;

  /** The commit before, to which a rollback may lead; null before the first. */
  final @Nullable StoreSpec previous;

  /** Whether a compaction may have left out commits that {@code previous} leads to. */
  final boolean historyIsShortened;

  private final int hash;

  StoreSpec(
      boolean hasCollections,
      String lifecycle,
      long highSeqno,
      long highCompletedSeqno,
      SortedMap<Bytes, Entry> entries,
      SortedMap<Bytes, Bytes> locals,
      Set<Bytes> expired,
      @Nullable StoreSpec previous,
      boolean historyIsShortened) {
    this.hasCollections = hasCollections;
    this.lifecycle = lifecycle;
    this.highSeqno = highSeqno;
    this.highCompletedSeqno = highCompletedSeqno;
    this.entries = entries;
    this.locals = locals;
    this.expired = expired;
    this.previous = previous;
    this.historyIsShortened = historyIsShortened;
    this.hash = Objects.hash(
        lifecycle,
        highSeqno,
        highCompletedSeqno,
        entries,
        locals,
        expired,
        previous,
        historyIsShortened);
  }

  /** A vbucket without collections that was just created. */
  public static StoreSpec created(String lifecycle) {
    return created(lifecycle, false);
  }

  /** A vbucket that was just created. */
  public static StoreSpec created(String lifecycle, boolean hasCollections) {
    return new StoreSpec(
        hasCollections, lifecycle, 0, 0, new TreeMap<>(), new TreeMap<>(), Set.of(), null, false);
  }

  /**
   * No vbucket.
   *
   * @param hasCollections whether one that is created will have some
   */
  public static StoreSpec absent(boolean hasCollections) {
    return created(ABSENT, hasCollections);
  }

  /**
   * A vbucket that is there and could not be opened: nothing can be asked of it but that it is deleted.
   *
   * @param hasCollections whether one that is created after that will have some
   */
  public static StoreSpec damaged(boolean hasCollections) {
    return created(DAMAGED, hasCollections);
  }

  /** Whether the vbucket has collections. */
  public boolean hasCollections() {
    return hasCollections;
  }

  /** Whether there is a vbucket that can be used. */
  public boolean exists() {
    return !lifecycle.equals(ABSENT) && !isDamaged();
  }

  /** Whether nothing was ever committed, or all of that was taken back. */
  public boolean isEmpty() {
    return exists() && highSeqno == 0 && locals.isEmpty();
  }

  boolean isDamaged() {
    return lifecycle.equals(DAMAGED);
  }

  /**
   * The vbucket at its newest commit with a high seqno of at most so much, as if no later one had been.
   *
   * @return empty where it never had one
   */
  public Optional<StoreSpec> at(long seqno) {
    StoreSpec spec = this;
    while (spec != null && spec.highSeqno > seqno) {
      spec = spec.previous;
    }
    return Optional.ofNullable(spec);
  }

  /**
   * A vbucket that shows {@code view}; what it was before is not known.
   *
   * @param highCompletedSeqno prepares at or below it are completed
   */
  public static StoreSpec of(StoreView view, long highCompletedSeqno, boolean hasCollections) {
    SortedMap<Bytes, Entry> entries = new TreeMap<>();
    view.entries().forEach(entry -> entries.put(entry.id(), entry));
    return new StoreSpec(
        hasCollections,
        view.lifecycle(),
        view.highSeqno(),
        highCompletedSeqno,
        entries,
        view.locals(),
        Set.of(),
        null,
        true);
  }

  /**
   * What the vbucket may be after an operation.
   *
   * @param answer what came back; empty where nothing did, though the operation took effect
   * @return none where the answer is wrong
   */
  public List<StoreSpec> after(Operation operation, Optional<Answer> answer) {
    return new Successors(this).after(operation, answer);
  }

  /** The same, but a compaction may have left out commits before. */
  StoreSpec withShortenedHistory() {
    return new StoreSpec(
        hasCollections,
        lifecycle,
        highSeqno,
        highCompletedSeqno,
        entries,
        locals,
        expired,
        previous,
        true);
  }

  /** What a rollback to an older commit makes of it. */
  StoreSpec backTo(StoreSpec older) {
    return new StoreSpec(
        hasCollections,
        older.lifecycle,
        older.highSeqno,
        older.highCompletedSeqno,
        older.entries,
        older.locals,
        older.expired,
        this,
        historyIsShortened);
  }

  /** What a rollback that finds no older commit makes of it. */
  StoreSpec emptied() {
    return new StoreSpec(
        hasCollections,
        lifecycle,
        0,
        0,
        new TreeMap<>(),
        new TreeMap<>(),
        Set.of(),
        this,
        historyIsShortened);
  }

  /**
   * Says why what a scan answered cannot be shown now; empty where it can.
   *
   * @param shown a view, or that there is no vbucket or a damaged one
   */
  public Optional<String> whyNot(Answer shown) {
    if (shown instanceof Answer.Seen seen) {
      return exists() ? whyNot(seen.view()) : Optional.of("there should be " + this);
    }
    boolean right = isDamaged()
        ? shown instanceof Answer.Damaged
        : !exists() && shown instanceof Answer.NoSuchVBucket;
    return right ? Optional.empty() : Optional.of(shown + ", should be " + this);
  }

  /**
   * Says why what a scan of either order answered cannot be shown now; empty where it can, and for all other
   * operations.
   */
  public Optional<String> whyNot(Operation operation, Answer shown) {
    if (operation instanceof Operation.ScanById scan && shown instanceof Answer.SeenById seen) {
      return new SnapshotComparison(this).whyNot(scan, seen);
    }
    return operation instanceof Operation.Scan ? whyNot(shown) : Optional.empty();
  }

  /** What a scan shows if nothing was purged, in words. */
  @Override
  public String toString() {
    if (isDamaged()) {
      return "a damaged vbucket";
    }
    return exists() ? view().toString() : "no vbucket";
  }

  /** Says why a snapshot cannot show this vbucket; empty where it does. */
  public Optional<String> whyNot(StoreView view) {
    return new SnapshotComparison(this).whyNot(view);
  }

  /** What a snapshot of this vbucket shows if nothing was purged. */
  public StoreView view() {
    List<Entry> bySeqno = new ArrayList<>(entries.values());
    bySeqno.sort((left, right) -> Long.compare(left.seqno(), right.seqno()));
    return new StoreView(lifecycle, highSeqno, 0, bySeqno, locals);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof StoreSpec that && isEqualTo(that));
  }

  private boolean isEqualTo(StoreSpec that) {
    return hash == that.hash
        && hasCollections == that.hasCollections
        && highSeqno == that.highSeqno
        && highCompletedSeqno == that.highCompletedSeqno
        && historyIsShortened == that.historyIsShortened
        && lifecycle.equals(that.lifecycle)
        && entries.equals(that.entries)
        && locals.equals(that.locals)
        && expired.equals(that.expired)
        && Objects.equals(previous, that.previous);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
