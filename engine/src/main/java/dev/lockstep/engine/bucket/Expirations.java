package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.vbucket.CompactionListener;
import java.io.IOException;
import java.util.Optional;

/**
 * Turns expired documents into tombstones, by writes like any other.
 *
 * <ol>
 *   <li>A reader or a compaction meets an expired document. A compaction meets it in the commit that it
 *       copies, so the newest commit is read again.
 *   <li>Under the lock of the shard, the deletion is taken only if all of this holds, else it is left to
 *       whoever meets the document next:
 *       <ul>
 *         <li>the version that was read is the newest: none is queued, and no flush was committed that
 *             the reader had not seen;
 *         <li>the vbucket is active, by the last change of its state that was taken: nobody else gives
 *             out seqnos;
 *         <li>the queue has room. Nobody waits for it: a compaction that waited for the flusher would
 *             wait for ever where the flusher waits for the room on disk that the compaction makes.
 *       </ul>
 * </ol>
 */
final class Expirations {
  private static final System.Logger LOG = System.getLogger(Expirations.class.getName());

  private final Attachments attachments;
  private final Clock clock;
  private final ExpiryGuard guard;

  Expirations(Attachments attachments, Clock clock, ExpiryGuard guard) {
    this.attachments = attachments;
    this.clock = clock;
    this.guard = guard;
  }

  /** Tells of the expired documents that a compaction of a vbucket meets. */
  CompactionListener listener(int vbucket) {
    return new CompactionListener() {
      @Override
      public void expired(DocumentInfo document) {
        expireNewest(vbucket, document.id());
      }
    };
  }

  /** Step 1 of a compaction. */
  private void expireNewest(int vbucket, Bytes id) {
    try {
      VBucketWrites target = attachments.get(vbucket);
      expire(target, id, Writes.OnDisk.read(target, id));
    } catch (VBucketClosedException e) {
      LOG.log(System.Logger.Level.DEBUG, "an expired document is gone with its vbucket", e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "an expired document cannot be read: " + id, e);
    }
  }

  /** Whether a document has expired. */
  boolean isExpired(Document document) {
    return Expiry.isOver(document.info(), clock);
  }

  /** Step 2. Without the lock. Does nothing where what was read has not expired. */
  void expire(VBucketWrites target, Bytes id, Writes.OnDisk seen) {
    Optional<Document> expired = seen.document().filter(this::isExpired);
    if (expired.isEmpty()) {
      return;
    }
    Mutex lock = target.shard().lock();
    lock.lock();
    try {
      boolean isNewest = target.newest(id).isEmpty()
          && !target.isDropped(id)
          && seen.highSeqno() >= target.persistedSeqno();
      if (guard.mayDelete(isNewest, target.state()) && target.takesWithoutWaiting(id)) {
        target.take(QueuedWrite.Kind.DELETE, id, Bytes.EMPTY, 0, 0);
      }
    } finally {
      lock.unlock();
    }
  }
}
