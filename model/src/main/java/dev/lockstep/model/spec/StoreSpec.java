package dev.lockstep.model.spec;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private static final String ACTIVE = "active";

  private final boolean hasCollections;

  /** The vbucket's state; {@link #ABSENT} where there is no vbucket. */
  private final String lifecycle;

  private final long highSeqno;
  private final long highCompletedSeqno;
  private final SortedMap<Bytes, Entry> entries;
  private final SortedMap<Bytes, Bytes> locals;

  /** Live entries whose time is over: nobody reads them, and each may become a tombstone at any time. */
  private final Set<Bytes> expired;

  /** The commit before, to which a rollback may lead; null before the first. */
  private final @Nullable StoreSpec previous;

  /** Whether a compaction may have left out commits that {@code previous} leads to. */
  private final boolean historyIsShortened;

  private final int hash;

  private StoreSpec(
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

  /** Whether the vbucket has collections. */
  public boolean hasCollections() {
    return hasCollections;
  }

  /** Whether there is a vbucket. */
  public boolean exists() {
    return !lifecycle.equals(ABSENT);
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
    if (expired.isEmpty()) {
      return afterAtOnce(operation, answer);
    }
    List<StoreSpec> after = new ArrayList<>(afterAtOnce(operation, answer));
    withOneDeleted().forEach(deleted -> after.addAll(deleted.after(operation, answer)));
    return after;
  }

  /** This, with one of the entries whose time is over a tombstone. Only an active vbucket does that. */
  private List<StoreSpec> withOneDeleted() {
    if (!lifecycle.equals(ACTIVE)) {
      return List.of();
    }
    return expired.stream()
        .map(id -> {
          Draft draft = new Draft(this);
          draft.put(id, true, Bytes.EMPTY);
          return draft.commit();
        })
        .toList();
  }

  private List<StoreSpec> afterAtOnce(Operation operation, Optional<Answer> answer) {
    if (answer.isPresent() && isWithoutEffect(answer.get())) {
      // A compaction that failed may have left out commits nevertheless: nothing else shows that.
      return operation instanceof Operation.Compact
          ? List.of(this, withShortenedHistory())
          : List.of(this);
    }
    if (operation instanceof Operation.Remount) {
      boolean right = answer.isEmpty() || answer.get() instanceof Answer.Remounted;
      return right ? List.of(this) : List.of();
    }
    if (operation instanceof Operation.Create create) {
      return afterCreate(create, answer);
    }
    if (!exists()) {
      boolean right = answer.isEmpty() || answer.get() instanceof Answer.NoSuchVBucket;
      return right ? List.of(this) : List.of();
    }
    if (operation instanceof Operation.Delete) {
      boolean right = answer.isEmpty() || answer.get() instanceof Answer.Deleted;
      return right ? List.of(absent(hasCollections)) : List.of();
    }
    if (operation instanceof Operation.Flush flush) {
      return afterFlush(flush, answer);
    }
    if (operation instanceof Operation.Write write) {
      return afterWrite(write.mutation(), answer);
    }
    if (operation instanceof Operation.Rollback rollback) {
      return afterRollback(rollback, answer);
    }
    if (operation instanceof Operation.Compact) {
      return afterCompact(answer);
    }
    boolean right = answer.isEmpty() || isRight(operation, answer.get());
    return right ? List.of(this) : List.of();
  }

  private static boolean isWithoutEffect(Answer answer) {
    return answer instanceof Answer.NotDone || answer instanceof Answer.Refused;
  }

  private boolean isRight(Operation readOnly, Answer answer) {
    if (readOnly instanceof Operation.Get get) {
      return answer.equals(found(get));
    }
    if (readOnly instanceof Operation.Persist) {
      return answer instanceof Answer.Persisted;
    }
    if (readOnly instanceof Operation.AbortCompaction) {
      return answer instanceof Answer.AbortAsked;
    }
    if (readOnly instanceof Operation.Reopen) {
      return answer.equals(new Answer.Reopened(highSeqno));
    }
    return answer instanceof Answer.Seen seen && whyNot(seen.view()).isEmpty();
  }

  private List<StoreSpec> afterCreate(Operation.Create create, Optional<Answer> answer) {
    Answer expected = exists() ? new Answer.Exists() : new Answer.Created();
    boolean right = answer.isEmpty() || answer.get().equals(expected);
    return right ? List.of(exists() ? this : created(create.state(), hasCollections)) : List.of();
  }

  private List<StoreSpec> afterCompact(Optional<Answer> answer) {
    if (answer.isEmpty()) {
      return List.of(withShortenedHistory());
    }
    if (answer.get() instanceof Answer.Compacted compacted) {
      boolean switched = compacted.ending() == Answer.Compacted.Ending.SWITCHED;
      return List.of(switched ? withShortenedHistory() : this);
    }
    return List.of();
  }

  private StoreSpec withShortenedHistory() {
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

  private List<StoreSpec> afterFlush(Operation.Flush flush, Optional<Answer> answer) {
    Draft draft = new Draft(this);
    Optional<Answer> refusal = draft.applyAll(lastOfEachId(flush.mutations()));
    StoreSpec next = refusal.isPresent() || flush.mutations().isEmpty() ? this : draft.commit();
    Answer right = refusal.orElseGet(() -> new Answer.Flushed(next.highSeqno));
    return answer.isEmpty() || answer.get().equals(right) ? List.of(next) : List.of();
  }

  private List<StoreSpec> afterWrite(Mutation mutation, Optional<Answer> answer) {
    Draft draft = new Draft(this);
    Optional<Answer> refusal = draft.applyAll(List.of(mutation));
    StoreSpec next = refusal.isPresent() ? this : draft.commit();
    Answer done = mutation instanceof Mutation.SetState
        ? new Answer.Persisted()
        : new Answer.Taken(next.highSeqno);
    Answer right = refusal.orElse(done);
    return answer.isEmpty() || answer.get().equals(right) ? List.of(next) : List.of();
  }

  /** Of several mutations of one target, the last, at the last one's place. */
  private static List<Mutation> lastOfEachId(List<Mutation> mutations) {
    Map<String, Mutation> last = new LinkedHashMap<>();
    for (int i = 0; i < mutations.size(); i++) {
      String target = Draft.target(mutations.get(i), i);
      last.remove(target);
      last.put(target, mutations.get(i));
    }
    return List.copyOf(last.values());
  }

  private List<StoreSpec> afterRollback(Operation.Rollback rollback, Optional<Answer> answer) {
    List<StoreSpec> reachable = reachable(rollback.seqno());
    if (answer.isEmpty()) {
      return reachable;
    }
    return reachable.stream()
        .filter(spec -> answer.get().equals(new Answer.RolledBack(spec.highSeqno)))
        .toList();
  }

  /** Where a rollback may lead: the newest commit in range, or an older one if that was left out. */
  private List<StoreSpec> reachable(long seqno) {
    if (highSeqno <= seqno) {
      return List.of(this);
    }
    List<StoreSpec> reachable = new ArrayList<>();
    for (StoreSpec older = previous; older != null; older = older.previous) {
      if (older.highSeqno <= seqno) {
        reachable.add(new StoreSpec(
            hasCollections,
            older.lifecycle,
            older.highSeqno,
            older.highCompletedSeqno,
            older.entries,
            older.locals,
            older.expired,
            this,
            historyIsShortened));
      }
    }
    reachable.add(new StoreSpec(
        hasCollections,
        lifecycle,
        0,
        0,
        new TreeMap<>(),
        new TreeMap<>(),
        Set.of(),
        this,
        historyIsShortened));
    return historyIsShortened ? reachable : reachable.subList(0, 1);
  }

  private Answer found(Operation.Get get) {
    Entry entry = entries.get(KeyText.id(get.key()));
    return new Answer.Found(
        entry == null || entry.deleted() || expired.contains(entry.id())
            ? Optional.empty()
            : Optional.of(entry.value()));
  }

  /**
   * Says why what a scan answered cannot be shown now; empty where it can.
   *
   * @param shown a view, or that there is no vbucket
   */
  public Optional<String> whyNot(Answer shown) {
    if (shown instanceof Answer.Seen seen) {
      return exists() ? whyNot(seen.view()) : Optional.of("there should be no vbucket");
    }
    boolean right = !exists() && shown instanceof Answer.NoSuchVBucket;
    return right ? Optional.empty() : Optional.of(shown + ", should be " + this);
  }

  /** What a scan shows if nothing was purged, in words. */
  @Override
  public String toString() {
    return exists() ? view().toString() : "no vbucket";
  }

  /** Says why a snapshot cannot show this vbucket; empty where it does. */
  public Optional<String> whyNot(StoreView view) {
    if (view.highSeqno() != highSeqno) {
      return Optional.of("high seqno is " + view.highSeqno() + ", should be " + highSeqno);
    }
    if (!view.lifecycle().equals(lifecycle)) {
      return Optional.of("state is " + view.lifecycle() + ", should be " + lifecycle);
    }
    if (!view.locals().equals(locals)) {
      return Optional.of("local documents are " + view.locals() + ", should be " + locals);
    }
    int matched = 0;
    long before = 0;
    for (Entry seen : view.entries()) {
      if (seen.seqno() <= before) {
        return Optional.of("it shows seqno " + seen.seqno() + " after " + before);
      }
      before = seen.seqno();
      Entry mine = entries.get(seen.id());
      if (!seen.equals(mine)) {
        return Optional.of(
            "it shows " + seen + ", should show " + (mine == null ? "nothing" : mine));
      }
      matched++;
    }
    return matched == entries.size() ? Optional.empty() : whyMissing(view);
  }

  private Optional<String> whyMissing(StoreView view) {
    List<Bytes> shown = view.entries().stream().map(Entry::id).toList();
    return entries.values().stream()
        .filter(entry -> !shown.contains(entry.id()) && !mayBePurged(entry, view.purgeSeqno()))
        .findFirst()
        .map(entry -> "it lacks " + entry + "; its purge seqno is " + view.purgeSeqno());
  }

  private boolean mayBePurged(Entry entry, long purgeSeqno) {
    boolean isCompletedPrepare =
        Prepares.isPrepareId(entry.id()) && entry.seqno() <= highCompletedSeqno;
    return entry.seqno() <= purgeSeqno
        && entry.seqno() != highSeqno
        && !isHighestOfCollection(entry)
        && (entry.deleted() || isCompletedPrepare);
  }

  private boolean isHighestOfCollection(Entry entry) {
    OptionalLong collection = CollectionKeys.collectionOf(entry.id());
    return hasCollections
        && collection.isPresent()
        && entries.values().stream()
            .filter(other -> CollectionKeys.collectionOf(other.id()).equals(collection))
            .noneMatch(other -> other.seqno() > entry.seqno());
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

  /** One commit in the making. */
  private static final class Draft {
    private final StoreSpec base;
    private final SortedMap<Bytes, Entry> entries;
    private final SortedMap<Bytes, Bytes> locals;
    private final Set<Bytes> expired;
    private String lifecycle;
    private long highSeqno;
    private long highCompletedSeqno;

    Draft(StoreSpec base) {
      this.base = base;
      entries = new TreeMap<>(base.entries);
      locals = new TreeMap<>(base.locals);
      expired = new TreeSet<>(base.expired);
      lifecycle = base.lifecycle;
      highSeqno = base.highSeqno;
      highCompletedSeqno = base.highCompletedSeqno;
    }

    /**
     * What a mutation changes: of two with one target the later wins.
     *
     * @param place its place in the batch: no event of a collection replaces another
     */
    static String target(Mutation mutation, int place) {
      if (mutation instanceof Mutation.Set set) {
        return "document " + set.key();
      }
      if (mutation instanceof Mutation.SetExpired set) {
        return "document " + set.key();
      }
      if (mutation instanceof Mutation.Delete delete) {
        return "document " + delete.key();
      }
      if (mutation instanceof Mutation.Commit commit) {
        return "document " + commit.key();
      }
      if (mutation instanceof Mutation.Prepare prepare) {
        return "prepare " + prepare.key();
      }
      if (mutation instanceof Mutation.Abort abort) {
        return "prepare " + abort.key();
      }
      if (mutation instanceof Mutation.CreateCollection
          || mutation instanceof Mutation.DropCollection) {
        return "event " + place;
      }
      if (mutation instanceof Mutation.SetLocal set) {
        return "local " + set.name();
      }
      return mutation instanceof Mutation.RemoveLocal remove ? "local " + remove.name() : "state";
    }

    /** Returns why the whole batch must be refused; empty where it is not. */
    Optional<Answer> applyAll(List<Mutation> mutations) {
      for (Mutation mutation : mutations) {
        if (!fitsCollections(mutation)) {
          return Optional.of(new Answer.WrongCollection());
        }
        if (!apply(mutation)) {
          return Optional.of(new Answer.NotPrepared());
        }
      }
      return Optional.empty();
    }

    private boolean fitsCollections(Mutation mutation) {
      if (mutation instanceof Mutation.CreateCollection create) {
        return base.hasCollections && !isOpen(create.collection());
      }
      if (mutation instanceof Mutation.DropCollection drop) {
        return isOpen(drop.collection());
      }
      String key = key(mutation);
      if (!base.hasCollections || key == null) {
        return true;
      }
      OptionalLong collection = CollectionKeys.collectionOf(KeyText.id(key));
      return collection.isPresent() && isOpen(collection.getAsLong());
    }

    private boolean isOpen(long collection) {
      Entry event = entries.get(CollectionKeys.eventId(collection));
      return base.hasCollections
          && (collection == CollectionKeys.DEFAULT || (event != null && !event.deleted()));
    }

    private static @Nullable String key(Mutation mutation) {
      if (mutation instanceof Mutation.Set set) {
        return set.key();
      }
      if (mutation instanceof Mutation.SetExpired set) {
        return set.key();
      }
      if (mutation instanceof Mutation.Delete delete) {
        return delete.key();
      }
      if (mutation instanceof Mutation.Prepare prepare) {
        return prepare.key();
      }
      if (mutation instanceof Mutation.Commit commit) {
        return commit.key();
      }
      return mutation instanceof Mutation.Abort abort ? abort.key() : null;
    }

    /** Returns false where it completes what is not prepared. */
    private boolean apply(Mutation mutation) {
      if (mutation instanceof Mutation.Set set) {
        put(KeyText.id(set.key()), false, set.value());
      } else if (mutation instanceof Mutation.SetExpired set) {
        put(KeyText.id(set.key()), false, set.value());
        expired.add(KeyText.id(set.key()));
      } else if (mutation instanceof Mutation.Delete delete) {
        put(KeyText.id(delete.key()), true, Bytes.EMPTY);
      } else if (mutation instanceof Mutation.Prepare prepare) {
        put(Prepares.prepareId(KeyText.id(prepare.key())), false, prepare.value());
      } else if (mutation instanceof Mutation.Commit commit) {
        return complete(commit.key(), KeyText.id(commit.key()), false);
      } else if (mutation instanceof Mutation.Abort abort) {
        return complete(abort.key(), Prepares.prepareId(KeyText.id(abort.key())), true);
      } else if (mutation instanceof Mutation.CreateCollection create) {
        put(CollectionKeys.eventId(create.collection()), false, Bytes.EMPTY);
      } else if (mutation instanceof Mutation.DropCollection drop) {
        put(CollectionKeys.eventId(drop.collection()), true, Bytes.EMPTY);
        OptionalLong dropped = OptionalLong.of(drop.collection());
        entries.keySet().removeIf(id -> CollectionKeys.collectionOf(id).equals(dropped));
      } else if (mutation instanceof Mutation.SetLocal set) {
        locals.put(localId(set.name()), set.value());
      } else if (mutation instanceof Mutation.RemoveLocal remove) {
        locals.remove(localId(remove.name()));
      } else if (mutation instanceof Mutation.SetState set) {
        lifecycle = set.state();
      }
      return true;
    }

    private boolean complete(String key, Bytes id, boolean aborted) {
      Entry prepare = entries.get(Prepares.prepareId(KeyText.id(key)));
      if (prepare == null || prepare.deleted() || !isNextToComplete(prepare.seqno())) {
        return false;
      }
      highCompletedSeqno = prepare.seqno();
      put(id, aborted, aborted ? Bytes.EMPTY : prepare.value());
      return true;
    }

    /** Prepares are completed once, in the order of their seqnos. */
    private boolean isNextToComplete(long seqno) {
      return seqno > highCompletedSeqno
          && entries.values().stream()
              .filter(entry -> Prepares.isPrepareId(entry.id()) && !entry.deleted())
              .noneMatch(entry -> entry.seqno() > highCompletedSeqno && entry.seqno() < seqno);
    }

    private void put(Bytes id, boolean deleted, Bytes value) {
      highSeqno++;
      expired.remove(id);
      entries.put(id, new Entry(highSeqno, id, deleted, value));
    }

    private static Bytes localId(String name) {
      return Bytes.ofUtf8("_local/" + name);
    }

    StoreSpec commit() {
      return new StoreSpec(
          base.hasCollections,
          lifecycle,
          highSeqno,
          highCompletedSeqno,
          entries,
          locals,
          expired,
          base,
          base.historyIsShortened);
    }
  }
}
