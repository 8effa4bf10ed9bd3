package dev.lockstep.engine.bucket;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.NotPreparedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The prepares of one vbucket that are neither committed nor aborted, by seqno: in that order they have
 * to be completed. Of several of one document the last one stays. Whoever calls holds the lock that
 * guards it.
 */
final class OpenPrepares {
  private final NavigableMap<Long, Bytes> bySeqno = new TreeMap<>();
  private final Map<Bytes, Long> byId = new HashMap<>();

  /** Those on disk. Reads the documents above the high completed seqno if there can be any. */
  static OpenPrepares of(Snapshot snapshot) throws IOException {
    OpenPrepares open = new OpenPrepares();
    if (snapshot.state().onDiskPrepares() > 0) {
      long from = snapshot.state().highCompletedSeqno() + 1;
      DocumentCursor cursor = snapshot.bySeqno(from, snapshot.highSeqno());
      for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        DocumentInfo info = next.get();
        if (Prepares.isPrepareId(info.id()) && !info.deleted()) {
          open.add(Prepares.documentId(info.id()), info.seqno());
        }
      }
    }
    return open;
  }

  void add(Bytes id, long seqno) {
    Long replaced = byId.put(id, seqno);
    if (replaced != null) {
      bySeqno.remove(replaced);
    }
    bySeqno.put(seqno, id);
  }

  /**
   * The seqno of a document's prepare, which may be completed next.
   *
   * @throws NotPreparedException if it has none, or an earlier one of another document is open
   */
  long next(Bytes id) throws NotPreparedException {
    Long seqno = byId.get(id);
    if (seqno == null) {
      throw new NotPreparedException(id, "it has no open prepare");
    }
    if (bySeqno.firstKey() != (long) seqno) {
      throw new NotPreparedException(id, "an earlier prepare is still open");
    }
    return seqno;
  }

  /** A collection was dropped, and what is prepared in it too. */
  void drop(long collection) {
    OptionalLong dropped = OptionalLong.of(collection);
    bySeqno.values().removeIf(id -> CollectionKeys.collectionOf(id).equals(dropped));
    byId.keySet().removeIf(id -> CollectionKeys.collectionOf(id).equals(dropped));
  }

  /** The document's prepare was committed or aborted. */
  void complete(Bytes id) {
    Long seqno = byId.remove(id);
    if (seqno != null) {
      bySeqno.remove(seqno);
    }
  }
}
