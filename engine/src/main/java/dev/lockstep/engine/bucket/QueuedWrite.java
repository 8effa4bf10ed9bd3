package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.vbucket.Stamp;
import dev.lockstep.engine.vbucket.WriteBatch;

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
    ABORT;

    /** The id on disk. The prepare of a document and the document itself are two. */
    Bytes slot(Bytes id) {
      return this == PREPARE || this == ABORT ? Prepares.prepareId(id) : id;
    }

    /** Whether it leaves a tombstone. */
    boolean deletes() {
      return this == DELETE || this == ABORT;
    }
  }

  Bytes slot() {
    return kind.slot(id);
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
    }
  }
}
