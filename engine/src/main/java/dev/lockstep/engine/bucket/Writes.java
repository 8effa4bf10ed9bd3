package dev.lockstep.engine.bucket;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes writes:
 *
 * <ol>
 *   <li>Under the lock of the shard, wait for room in the vbucket's queue.
 *   <li>If the write depends on what is there, look at the queue. Where that does not tell, read the disk
 *       without the lock and begin again; what was read holds as long as no flush was committed that the
 *       reader had not seen.
 *   <li>Give the write its seqno and CAS, queue it, and tell the flusher.
 * </ol>
 */
final class Writes {
  private final Attachments attachments;
  private final Reads reads;

  Writes(Attachments attachments, Reads reads) {
    this.attachments = attachments;
    this.reads = reads;
  }

  /** Takes a SET, DELETE or PREPARE. */
  Mutation write(int vbucket, QueuedWrite.Kind kind, Bytes id, Bytes body, WriteOptions options)
      throws IOException {
    VBucketWrites target = attachments.get(vbucket);
    Bytes slot = kind.slot(WriteBatch.ownId(id));
    WriteBatch.checkBody(body);
    OnDisk seen = null;
    while (true) {
      Mutex lock = target.shard().lock();
      lock.lock();
      try {
        awaitRoom(target, slot, options.whenFull());
        target.checkWritable(id);
        if (options.expectedCas().isEmpty()
            || isExpected(target, id, options.expectedCas().getAsLong(), seen)) {
          return target.take(kind, id, body, options.expirySeconds(), 0);
        }
      } finally {
        lock.unlock();
      }
      seen = OnDisk.read(target, id);
    }
  }

  /**
   * Step 1.
   *
   * @throws WriteQueueFullException if there is no room and the write does not want to wait
   * @throws IOException if no writes are taken any more
   */
  private static void awaitRoom(VBucketWrites target, Bytes slot, WriteOptions.WhenFull whenFull)
      throws IOException {
    while (!target.takes(slot)) {
      if (whenFull == WriteOptions.WhenFull.REFUSE) {
        throw target.full();
      }
      target.shard().progress().await();
    }
  }

  /**
   * Whether the document has this version; false if it is not known and has to be read.
   *
   * @throws CasMismatchException if it has another one
   */
  private boolean isExpected(VBucketWrites target, Bytes id, long expected, @Nullable OnDisk seen)
      throws CasMismatchException {
    Optional<StoredDocument> there;
    Optional<QueuedWrite> queued = target.newest(id);
    if (queued.isPresent()) {
      there = reads.shown(queued.get());
    } else if (target.isDropped(id)) {
      there = Optional.empty();
    } else if (seen != null && seen.highSeqno() >= target.persistedSeqno()) {
      there = seen.document().flatMap(reads::shown);
    } else {
      return false;
    }
    long found = there.map(StoredDocument::cas).orElse(WriteOptions.ABSENT);
    if (found != expected) {
      throw new CasMismatchException(id, expected, found);
    }
    return true;
  }

  /** Takes the commit of a document's prepare: stores what was prepared. */
  Mutation commit(int vbucket, Bytes id, WriteOptions.WhenFull whenFull) throws IOException {
    VBucketWrites target = attachments.get(vbucket);
    Bytes prepareId = Prepares.prepareId(WriteBatch.ownId(id));
    OnDisk seen = null;
    while (true) {
      Mutex lock = target.shard().lock();
      lock.lock();
      try {
        awaitRoom(target, id, whenFull);
        long prepared = target.prepares().next(id);
        Optional<Prepared> found = prepared(target.newest(prepareId), seen, prepared);
        if (found.isPresent()) {
          return target.take(
              QueuedWrite.Kind.COMMIT,
              id,
              found.get().body(),
              found.get().expirySeconds(),
              prepared);
        }
      } finally {
        lock.unlock();
      }
      seen = OnDisk.read(target, prepareId);
    }
  }

  /** What a commit stores. */
  private record Prepared(Bytes body, long expirySeconds) {
    static Prepared of(QueuedWrite prepare) {
      return new Prepared(prepare.body(), prepare.stamp().expirySeconds());
    }

    static Prepared of(Document prepare) {
      Bytes metadata = prepare.info().revisionMetadata();
      return new Prepared(prepare.body(), RevisionMetadata.expiryOf(metadata));
    }
  }

  private static Optional<Prepared> prepared(
      Optional<QueuedWrite> queued, @Nullable OnDisk seen, long seqno) {
    if (queued.isPresent()) {
      return queued.map(Prepared::of);
    }
    return Optional.ofNullable(seen)
        .flatMap(OnDisk::document)
        .filter(prepare -> prepare.info().seqno() == seqno)
        .map(Prepared::of);
  }

  /** Takes the abort of a document's prepare. */
  Mutation abort(int vbucket, Bytes id, WriteOptions.WhenFull whenFull) throws IOException {
    VBucketWrites target = attachments.get(vbucket);
    Bytes slot = QueuedWrite.Kind.ABORT.slot(WriteBatch.ownId(id));
    Mutex lock = target.shard().lock();
    lock.lock();
    try {
      awaitRoom(target, slot, whenFull);
      long prepared = target.prepares().next(id);
      return target.take(QueuedWrite.Kind.ABORT, id, Bytes.EMPTY, 0, prepared);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the creation or the drop of a collection. */
  Mutation event(
      int vbucket, QueuedWrite.Kind kind, long collection, WriteOptions.WhenFull whenFull)
      throws IOException {
    VBucketWrites target = attachments.get(vbucket);
    Bytes slot = CollectionKeys.eventId(WriteBatch.ownCollection(collection));
    Mutex lock = target.shard().lock();
    lock.lock();
    try {
      awaitRoom(target, slot, whenFull);
      return target.takeEvent(kind, collection);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What one commit on disk holds under an id.
   *
   * @param highSeqno of that commit
   */
  record OnDisk(long highSeqno, Optional<Document> document) {
    static OnDisk read(VBucketWrites target, Bytes id) throws IOException {
      try (Snapshot snapshot = target.vbucket().snapshot()) {
        return new OnDisk(snapshot.highSeqno(), snapshot.get(id));
      }
    }
  }
}
