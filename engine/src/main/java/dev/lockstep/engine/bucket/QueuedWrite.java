package dev.lockstep.engine.bucket;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.vbucket.Stamp;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.nio.ByteBuffer;

/**
 * A write between being taken and being committed.
 *
 * @param id the document's
 * @param body what SET, PREPARE and COMMIT store; else empty
 */
public record QueuedWrite(Kind kind, Bytes id, Bytes body, Stamp stamp) {

  /** What happens to a document. */
  public enum Kind {
    SET,
    DELETE,
    PREPARE,
    COMMIT,
    ABORT,
    /** The id is that of a collection's event. */
    CREATE_COLLECTION,
    /** The id is that of a collection's event. */
    DROP_COLLECTION;

    /** The id on disk. The prepare of a document and the document itself are two. */
    Bytes slot(Bytes id) {
      return this == PREPARE || this == ABORT ? Prepares.prepareId(id) : id;
    }

    /** Whether it leaves a tombstone. */
    boolean deletes() {
      return this == DELETE || this == ABORT || this == DROP_COLLECTION;
    }

    /** Whether a collection is created or dropped. */
    boolean isOfCollection() {
      return this == CREATE_COLLECTION || this == DROP_COLLECTION;
    }
  }

  /** What it holds in memory: its id and its body. */
  long bytes() {
    return (long) id.length() + body.length();
  }

  /** What it takes the place of. No event of a collection takes the place of another. */
  Bytes slot() {
    return kind.isOfCollection() ? eventSlot() : kind.slot(id);
  }

  /** The event's id, which no document has, and its seqno. */
  private Bytes eventSlot() {
    ByteBuffer slot = ByteBuffer.allocate(id.length() + Long.BYTES);
    return Bytes.wrap(slot.put(id.asBuffer()).putLong(stamp.seqno()).array());
  }

  /** The collection that is created or dropped. */
  long collection() {
    return CollectionKeys.ofEvent(id).orElseThrow();
  }

  /** The same, standing also for a write of this slot that it takes the place of. */
  QueuedWrite inPlaceOf(QueuedWrite earlier) {
    return new QueuedWrite(kind, id, body, stamp.standingFor(earlier.stamp.versions()));
  }

  void addTo(WriteBatch batch) {
    switch (kind) {
      case SET -> batch.set(id, body, stamp);
      case DELETE -> batch.delete(id, stamp);
      case PREPARE -> batch.prepare(id, body, stamp);
      case COMMIT -> batch.commit(id, body, stamp);
      case ABORT -> batch.abort(id, stamp);
      case CREATE_COLLECTION -> batch.createCollection(collection(), stamp);
      case DROP_COLLECTION -> batch.dropCollection(collection(), stamp);
    }
  }
}
