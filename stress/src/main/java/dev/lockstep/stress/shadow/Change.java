package dev.lockstep.stress.shadow;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.util.List;

/**
 * One write.
 *
 * @param id of the document, also where its prepare is written
 * @param body what is stored; empty where the kind stores none
 */
public record Change(Kind kind, Bytes id, Bytes body) {

  /** What happens to the document. */
  public enum Kind {
    SET,
    DELETE,
    PREPARE,
    COMMIT,
    ABORT
  }

  /** The id under which the change is kept on disk. */
  Bytes storedId() {
    return switch (kind) {
      case SET, DELETE, COMMIT -> id;
      case PREPARE, ABORT -> Prepares.prepareId(id);
    };
  }

  /** What commits these changes together. */
  public static WriteBatch batchOf(List<Change> changes) {
    WriteBatch batch = new WriteBatch();
    changes.forEach(change -> change.addTo(batch));
    return batch;
  }

  private void addTo(WriteBatch batch) {
    switch (kind) {
      case SET -> batch.set(id, body);
      case DELETE -> batch.delete(id);
      case PREPARE -> batch.prepare(id, body);
      case COMMIT -> batch.commit(id);
      case ABORT -> batch.abort(id);
    }
  }
}
