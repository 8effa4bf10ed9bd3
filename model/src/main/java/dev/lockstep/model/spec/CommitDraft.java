package dev.lockstep.model.spec;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One commit in the making: what mutations, one after the other, make of a vbucket. */
final class CommitDraft {
  private final StoreSpec base;
  private final SortedMap<Bytes, Entry> entries;
  private final SortedMap<Bytes, Bytes> locals;
  private final Set<Bytes> expired;
  private String lifecycle;
  private long highSeqno;
  private long highCompletedSeqno;

  CommitDraft(StoreSpec base) {
    this.base = base;
    entries = new TreeMap<>(base.entries);
    locals = new TreeMap<>(base.locals);
    expired = new TreeSet<>(base.expired);
    lifecycle = base.lifecycle;
    highSeqno = base.highSeqno;
    highCompletedSeqno = base.highCompletedSeqno;
  }

  /** Of several mutations of one target, the last, at the last one's place. */
  static List<Mutation> lastOfEachId(List<Mutation> mutations) {
    Map<String, Mutation> last = new LinkedHashMap<>();
    for (int i = 0; i < mutations.size(); i++) {
      String target = target(mutations.get(i), i);
      last.remove(target);
      last.put(target, mutations.get(i));
    }
    return List.copyOf(last.values());
  }

  /**
   * What a mutation changes: of two with one target the later wins.
   *
   * @param place its place in the batch: no event of a collection replaces another
   */
  private static String target(Mutation mutation, int place) {
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
    if (mutation instanceof Mutation.PrepareExpired prepare) {
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
    if (mutation instanceof Mutation.PrepareExpired prepare) {
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
    } else if (mutation instanceof Mutation.PrepareExpired prepare) {
      Bytes prepareId = Prepares.prepareId(KeyText.id(prepare.key()));
      put(prepareId, false, prepare.value());
      expired.add(prepareId);
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
      locals.put(KeyText.localId(set.name()), set.value());
    } else if (mutation instanceof Mutation.RemoveLocal remove) {
      locals.remove(KeyText.localId(remove.name()));
    } else if (mutation instanceof Mutation.SetState set) {
      lifecycle = set.state();
    }
    return true;
  }

  private boolean complete(String key, Bytes id, boolean aborted) {
    Bytes prepareId = Prepares.prepareId(KeyText.id(key));
    Entry prepare = entries.get(prepareId);
    if (prepare == null || prepare.deleted() || !isNextToComplete(prepare.seqno())) {
      return false;
    }
    highCompletedSeqno = prepare.seqno();
    put(id, aborted, aborted ? Bytes.EMPTY : prepare.value());
    if (!aborted && expired.contains(prepareId)) {
      expired.add(id);
    }
    return true;
  }

  /** Prepares are completed once, in the order of their seqnos. */
  private boolean isNextToComplete(long seqno) {
    return seqno > highCompletedSeqno
        && entries.values().stream()
            .filter(entry -> Prepares.isPrepareId(entry.id()) && !entry.deleted())
            .noneMatch(entry -> entry.seqno() > highCompletedSeqno && entry.seqno() < seqno);
  }

  /** The newest change of an id, with the next seqno. */
  void put(Bytes id, boolean deleted, Bytes value) {
    highSeqno++;
    expired.remove(id);
    entries.put(id, new Entry(highSeqno, id, deleted, value));
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
