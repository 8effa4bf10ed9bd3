package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.collection.ManifestDocuments;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one flush commits: documents, collections created and dropped, local documents, the vbucket's
 * state. Of several writes to one id the last one wins and takes the place of the last; a prepare and
 * the document it is for are two ids. No creation or drop replaces another. Seqnos are given out by the
 * flush, in the batch's order, except to writes that come with a {@link Stamp}: whoever took those has
 * given out theirs. Belongs to one task.
 */
public final class WriteBatch {
  /** The longest document id, in bytes: an index key holds one more, which the id's prepare needs. */
  public static final int ID_LENGTH_MAX = 4094;

  /** The longest id of a local document, in bytes. */
  public static final int LOCAL_ID_LENGTH_MAX = 4095;

  /** The longest body, in bytes: compressed and encrypted, which may lengthen it, it still fits. */
  public static final int BODY_LENGTH_MAX = 1 << 27;

  /** What happens to a document. */
  enum Kind {
    SET,
    DELETE,
    PREPARE,
    COMMIT,
    ABORT,
    CREATE_COLLECTION,
    DROP_COLLECTION
  }

  /**
   * One write.
   *
   * @param id the id on disk: that of the prepare for PREPARE and ABORT, that of the event where a
   *     collection is created or dropped
   * @param body what SET and PREPARE store, and a stamped COMMIT, else empty
   * @param stamp what was decided before; empty: the flush decides
   */
  record Write(Bytes id, Kind kind, Bytes body, Optional<Stamp> stamp) {
    Write(Bytes id, Kind kind, Bytes body) {
      this(id, kind, body, Optional.empty());
    }
  }

  /**
   * What a write takes the place of.
   *
   * @param event the running number of a collection's event; 0 for documents
   */
  private record Slot(Bytes id, int event) {}

  private final Map<Slot, Write> writes = new LinkedHashMap<>();
  private final Map<Bytes, Optional<Bytes>> locals = new LinkedHashMap<>();
  private Optional<Lifecycle> lifecycle = Optional.empty();

  /** Stores a document. */
  public WriteBatch set(Bytes id, Bytes body) {
    return add(new Write(ownId(id), Kind.SET, body));
  }

  /** Deletes a document, leaving a tombstone; of an absent document too. */
  public WriteBatch delete(Bytes id) {
    return add(new Write(ownId(id), Kind.DELETE, Bytes.EMPTY));
  }

  /** Stores a prepare of a document. */
  public WriteBatch prepare(Bytes id, Bytes body) {
    return add(new Write(Prepares.prepareId(ownId(id)), Kind.PREPARE, body));
  }

  /** Commits the prepare of a document: stores what was prepared under the id. */
  public WriteBatch commit(Bytes id) {
    return add(new Write(ownId(id), Kind.COMMIT, Bytes.EMPTY));
  }

  /** Aborts the prepare of a document: a tombstone takes the prepare's place. */
  public WriteBatch abort(Bytes id) {
    return add(new Write(Prepares.prepareId(ownId(id)), Kind.ABORT, Bytes.EMPTY));
  }

  /** Stores a document as it was taken. */
  public WriteBatch set(Bytes id, Bytes body, Stamp stamp) {
    return add(new Write(ownId(id), Kind.SET, body, Optional.of(stamp)));
  }

  /** Deletes a document as the deletion was taken. */
  public WriteBatch delete(Bytes id, Stamp stamp) {
    return add(new Write(ownId(id), Kind.DELETE, Bytes.EMPTY, Optional.of(stamp)));
  }

  /** Stores a prepare as it was taken. */
  public WriteBatch prepare(Bytes id, Bytes body, Stamp stamp) {
    Bytes prepareId = Prepares.prepareId(ownId(id));
    return add(new Write(prepareId, Kind.PREPARE, body, Optional.of(stamp)));
  }

  /**
   * Commits a prepare as the commit was taken.
   *
   * @param body what was prepared
   */
  public WriteBatch commit(Bytes id, Bytes body, Stamp stamp) {
    return add(new Write(ownId(id), Kind.COMMIT, body, Optional.of(stamp)));
  }

  /** Aborts a prepare as the abort was taken. */
  public WriteBatch abort(Bytes id, Stamp stamp) {
    Bytes prepareId = Prepares.prepareId(ownId(id));
    return add(new Write(prepareId, Kind.ABORT, Bytes.EMPTY, Optional.of(stamp)));
  }

  /** Creates a collection, of an id that {@link CollectionKeys#isCreatable} allows. */
  public WriteBatch createCollection(long collection) {
    return addEvent(collection, Kind.CREATE_COLLECTION, Optional.empty());
  }

  /** Drops a collection: nobody reads its documents any more, and a compaction erases them. */
  public WriteBatch dropCollection(long collection) {
    return addEvent(collection, Kind.DROP_COLLECTION, Optional.empty());
  }

  /** Creates a collection as that was taken. */
  public WriteBatch createCollection(long collection, Stamp stamp) {
    return addEvent(collection, Kind.CREATE_COLLECTION, Optional.of(stamp));
  }

  /** Drops a collection as that was taken. */
  public WriteBatch dropCollection(long collection, Stamp stamp) {
    return addEvent(collection, Kind.DROP_COLLECTION, Optional.of(stamp));
  }

  /** The collections that the batch drops. */
  public Set<Long> collectionsDropped() {
    return writes.values().stream()
        .filter(write -> write.kind() == Kind.DROP_COLLECTION)
        .map(write -> CollectionKeys.ofEvent(write.id()).orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Stores a local document; its id should start with {@code _local/}. */
  public WriteBatch setLocal(Bytes id, Bytes value) {
    locals.put(ownLocalId(id), Optional.of(value));
    return this;
  }

  /** Removes a local document; an absent one too. */
  public WriteBatch removeLocal(Bytes id) {
    locals.put(ownLocalId(id), Optional.empty());
    return this;
  }

  /** Changes what the vbucket is in its cluster. */
  public WriteBatch state(Lifecycle changed) {
    lifecycle = Optional.of(changed);
    return this;
  }

  /** Whether the batch changes nothing. */
  public boolean isEmpty() {
    return writes.isEmpty() && locals.isEmpty() && lifecycle.isEmpty();
  }

  Collection<Write> writes() {
    return writes.values();
  }

  Map<Bytes, Optional<Bytes>> locals() {
    return locals;
  }

  /** What the vbucket becomes in its cluster; empty where the batch does not change that. */
  public Optional<Lifecycle> lifecycle() {
    return lifecycle;
  }

  private WriteBatch add(Write write) {
    checkBody(write.body());
    Slot slot = new Slot(write.id(), 0);
    if (writes.putIfAbsent(slot, write) != null) {
      writes.remove(slot);
      writes.put(slot, write);
    }
    return this;
  }

  private WriteBatch addEvent(long collection, Kind kind, Optional<Stamp> stamp) {
    Bytes id = CollectionKeys.eventId(ownCollection(collection));
    writes.put(new Slot(id, writes.size() + 1), new Write(id, kind, Bytes.EMPTY, stamp));
    return this;
  }

  /**
   * Checks that a collection may have this id.
   *
   * @throws IllegalArgumentException if none can be created or dropped that has
   */
  public static long ownCollection(long collection) {
    if (!CollectionKeys.isCreatable(collection)) {
      throw new IllegalArgumentException("no collection of id " + collection
          + " can be created or dropped: ids are 8 to " + CollectionKeys.ID_MAX);
    }
    return collection;
  }

  /**
   * Checks that a document may have this id.
   *
   * @throws IllegalArgumentException if it is kept for prepares or too long
   */
  public static Bytes ownId(Bytes id) {
    if (Prepares.isPrepareId(id)) {
      throw new IllegalArgumentException(
          "document id " + id + " starts with 0x02: kept for prepares");
    }
    checkLength(id, ID_LENGTH_MAX);
    return id;
  }

  /**
   * Checks that a document may have this body.
   *
   * @throws IllegalArgumentException if it is too long
   */
  public static void checkBody(Bytes body) {
    if (body.length() > BODY_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a body of " + body.length() + " bytes; at most " + BODY_LENGTH_MAX + " fit into a file");
    }
  }

  private static Bytes ownLocalId(Bytes id) {
    if (id.equals(VBucketState.LOCAL_ID)) {
      throw new IllegalArgumentException(id + " is the store's own: change it by state(...)");
    }
    if (ManifestDocuments.isOwnId(id)) {
      throw new IllegalArgumentException(
          id + " is the store's own: create and drop collections instead");
    }
    checkLength(id, LOCAL_ID_LENGTH_MAX);
    return id;
  }

  private static void checkLength(Bytes id, int lengthMax) {
    if (id.length() > lengthMax) {
      throw new IllegalArgumentException(
          "an id of " + id.length() + " bytes; at most " + lengthMax + " fit into an index");
    }
  }
}
