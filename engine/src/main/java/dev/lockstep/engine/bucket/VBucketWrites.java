package dev.lockstep.engine.bucket;

import dev.lockstep.engine.collection.CollectionAccount;
import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.VBucket;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vbucket and the writes that are on their way to it: one attachment of one generation, as clients see
 * it. What the flusher does with it, and how it ends, is its {@link VBucketFlushes}. All but {@link
 * #attach} is called under the lock of the shard.
 */
final class VBucketWrites {
  private final int id;
  private final long attachment;
  private final VBucket vbucket;
  private final Shard shard;
  private final WriteQueue queue;
  private final OpenPrepares prepares;

  /** Which collections are open by the last event that was taken; what it counts says nothing. */
  private CollectionAccount collections;

  /** What the vbucket is by the last change that was taken. */
  private Lifecycle state;

  private final VBucketFlushes flushes;

  /** The highest seqno that an attachment of this generation gave out before, 0 where there was none. */
  private final long seqnoGivenBefore;

  /** Why that attachment ended. */
  private final Optional<IOException> endBefore;

  private VBucketWrites(
      int id,
      long attachment,
      VBucket vbucket,
      Shard shard,
      BucketParts parts,
      Snapshot newest,
      @Nullable VBucketWrites previous)
      throws IOException {
    long casGiven = previous == null ? 0 : previous.lastCas();
    this.id = id;
    this.attachment = attachment;
    this.vbucket = vbucket;
    this.shard = shard;
    this.queue = parts.newWriteQueue(newest.highSeqno(), Math.max(casGiven, lastCas(newest)));
    this.prepares = OpenPrepares.of(newest);
    this.collections = new CollectionAccount(newest.state().manifest());
    this.state = newest.state().lifecycle();
    this.flushes = new VBucketFlushes(id, vbucket, shard, queue);
    this.seqnoGivenBefore = previous == null ? 0 : previous.highSeqnoGiven();
    this.endBefore = previous == null ? Optional.empty() : previous.flushes.refusal();
  }

  private long highSeqnoGiven() {
    return Math.max(seqnoGivenBefore, queue.highSeqno());
  }

  /**
   * Begins to take writes to a vbucket, after those that are on disk. Without the lock.
   *
   * @param attachment tells it apart from every other one of the bucket
   * @param previous how writes to the same generation were taken before, if they were: the CAS values it
   *     gave out are not given out again
   */
  static VBucketWrites attach(
      int id,
      long attachment,
      VBucket vbucket,
      Shard shard,
      BucketParts parts,
      @Nullable VBucketWrites previous)
      throws IOException {
    try (Snapshot newest = vbucket.snapshot()) {
      return new VBucketWrites(id, attachment, vbucket, shard, parts, newest, previous);
    }
  }

  /** CAS values grow with seqnos, so the last document has the highest. */
  private static long lastCas(Snapshot snapshot) throws IOException {
    DocumentCursor last = snapshot.bySeqno(snapshot.highSeqno(), snapshot.highSeqno());
    return last.next()
        .map(DocumentInfo::revisionMetadata)
        .flatMap(RevisionMetadata::decode)
        .map(RevisionMetadata::casNanos)
        .orElse(0L);
  }

  int id() {
    return id;
  }

  long attachment() {
    return attachment;
  }

  VBucket vbucket() {
    return vbucket;
  }

  Shard shard() {
    return shard;
  }

  OpenPrepares prepares() {
    return prepares;
  }

  VBucketFlushes flushes() {
    return flushes;
  }

  // What clients write.

  /**
   * Whether a write of this slot finds room.
   *
   * @throws IOException if no writes are taken any more
   */
  boolean takes(Bytes slot) throws IOException {
    flushes.checkTaking();
    return hasRoom(slot);
  }

  private boolean hasRoom(Bytes slot) {
    return shard.hasRoom()
        && (queue.size() < shard.options().queueSizeMax() || queue.hasPlaceFor(slot));
  }

  /** Why a write finds no room. */
  WriteQueueFullException full() {
    return shard.hasRoom()
        ? WriteQueueFullException.ofWrites(id, queue.size())
        : WriteQueueFullException.ofBytes(id, shard.queuedBytes());
  }

  /** Whether a write of this slot can be taken now. */
  boolean takesWithoutWaiting(Bytes slot) {
    return flushes.isTaking() && hasRoom(slot) && collections.isWritable(slot);
  }

  /**
   * Checks that a document may be written.
   *
   * @throws WrongCollectionException if its collection is not open
   */
  void checkWritable(Bytes id) throws WrongCollectionException {
    collections.checkWritable(id);
  }

  /** Takes a write, for which there is room. */
  Mutation take(
      QueuedWrite.Kind kind, Bytes document, Bytes body, long expirySeconds, long completes) {
    long now = shard.platform().clock().epochNanos();
    QueuedWrite taken = queue.take(kind, document, body, expirySeconds, completes, now);
    if (kind == QueuedWrite.Kind.PREPARE) {
      prepares.add(document, taken.stamp().seqno());
    } else if (completes > 0) {
      prepares.complete(document);
    }
    flushes.announce();
    return new Mutation(id, taken.stamp().seqno(), taken.stamp().cas());
  }

  /**
   * Takes the creation or the drop of a collection, for which there is room.
   *
   * @throws WrongCollectionException if it is open already, or is not; or there are none here
   */
  Mutation takeEvent(QueuedWrite.Kind kind, long collection) throws WrongCollectionException {
    long next = queue.highSeqno() + 1;
    if (kind == QueuedWrite.Kind.CREATE_COLLECTION) {
      collections.create(collection, next);
    } else {
      collections.drop(collection, next);
      collections =
          new CollectionAccount(collections.toManifest()); // Without those that are empty.
      prepares.drop(collection);
    }
    return take(kind, CollectionKeys.eventId(collection), Bytes.EMPTY, 0, 0);
  }

  /** Takes a change of state. Returns its number. */
  long takeState(Lifecycle changed) throws IOException {
    flushes.checkTaking();
    long number = queue.takeState(changed);
    state = changed;
    flushes.announce();
    return number;
  }

  // What they see.

  Lifecycle state() {
    return state;
  }

  /** The newest write of a slot that is not committed, and not gone with its collection. */
  Optional<QueuedWrite> newest(Bytes slot) {
    return queue.newest(slot).filter(write -> write.stamp().seqno() > queue.droppedAt(slot));
  }

  /** Whether what is on disk under an id is gone with its collection, whose drop is not on disk yet. */
  boolean isDropped(Bytes slot) {
    return queue.droppedAt(slot) > queue.persistedSeqno();
  }

  /** What every snapshot taken from now on holds at least. */
  long persistedSeqno() {
    return queue.persistedSeqno();
  }

  /** How many writes were taken and are not committed. */
  int queued() {
    return queue.size();
  }

  /** The ids and bodies of those. */
  long queuedBytes() {
    return queue.bytes();
  }

  /** The highest CAS that was given out. */
  long lastCas() {
    return queue.lastCas();
  }

  long highSeqno() {
    return queue.highSeqno();
  }

  /**
   * Checks that a write had this seqno.
   *
   * @throws NotPersistedException if the one that had it is no more, and no later one has it
   * @throws IllegalArgumentException if none ever had
   */
  void checkGiven(long seqno) throws NotPersistedException {
    if (seqno <= queue.highSeqno()) {
      return;
    }
    if (seqno <= seqnoGivenBefore && endBefore.isPresent()) {
      throw new NotPersistedException(id, "seqno " + seqno, endBefore.get());
    }
    throw new IllegalArgumentException("no write to vbucket " + id + " has seqno " + seqno
        + " yet: the highest is " + queue.highSeqno());
  }

  /** Every change of state up to this number is on disk. */
  long persistedStates() {
    return queue.persistedStates();
  }
}
