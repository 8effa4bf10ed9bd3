package dev.lockstep.engine.bucket;

import dev.lockstep.engine.collection.CollectionAccount;
import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.NotPreparedException;
import dev.lockstep.engine.vbucket.SeqnoTakenException;
import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketClosedException;
import dev.lockstep.engine.vbucket.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.WriteBatch;
import dev.lockstep.engine.vbucket.WritesRefusedException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vbucket and the writes that are on their way to it: one attachment of one generation. It ends when
 * the vbucket is deleted, rolled back or closed, or when what waits can never be written: then a reason
 * is set, nothing is taken any more, and what waits is refused. All but the constructor is called under
 * the lock of the shard, unless it says otherwise.
 */
final class VBucketWrites {
  private final int id;
  private final long attachment;
  private final VBucket vbucket;
  private final Shard shard;
  private final WriteQueue queue;
  private final OpenPrepares prepares;

  /** Which collections are open by the last event that was taken; what it counts says nothing. */
  private final CollectionAccount collections;

  /** What the vbucket is by the last change that was taken. */
  private Lifecycle state;

  private final FlushPace pace;

  /** What a flush took is in doubt, and no flusher is at it now. */
  private boolean inDoubt;

  private @Nullable IOException refusal;
  private int refusedWrites;
  private FlushCounts counts;

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
    this.pace = new FlushPace(shard.platform().clock(), shard.options());
    this.state = newest.state().lifecycle();
    this.counts = previous == null ? FlushCounts.NONE : previous.counts;
  }

  /**
   * Begins to take writes to a vbucket, after those that are on disk. Without the lock.
   *
   * @param attachment tells it apart from every other one of the bucket
   * @param previous how writes to the same generation were taken before, if they were: the CAS values it
   *     gave out are not given out again, and its counts go on
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

  // What clients do.

  /**
   * Whether a write of this slot finds room.
   *
   * @throws IOException if no writes are taken any more
   */
  boolean takes(Bytes slot) throws IOException {
    checkTaking();
    return hasRoom(slot);
  }

  private boolean hasRoom(Bytes slot) {
    return queue.size() < shard.options().queueSizeMax() || queue.hasPlaceFor(slot);
  }

  /** Whether a write of this slot can be taken now. */
  boolean takesWithoutWaiting(Bytes slot) {
    return refusal == null && !shard.isClosing() && hasRoom(slot) && collections.isWritable(slot);
  }

  /**
   * Checks that a document may be written.
   *
   * @throws WrongCollectionException if its collection is not open
   */
  void checkWritable(Bytes id) throws WrongCollectionException {
    collections.checkWritable(id);
  }

  private void checkTaking() throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    if (shard.isClosing()) {
      throw new VBucketClosedException();
    }
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
    announce();
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
      prepares.drop(collection);
    }
    return take(kind, CollectionKeys.eventId(collection), Bytes.EMPTY, 0, 0);
  }

  /** Takes a change of state. Returns its number. */
  long takeState(Lifecycle changed) throws IOException {
    checkTaking();
    long number = queue.takeState(changed);
    state = changed;
    announce();
    return number;
  }

  private void announce() {
    if (queue.waitingSize() <= 1) {
      pace.begins();
    }
    shard.hasWork(this);
  }

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

  /** Of the generation, since it was opened or created. */
  FlushCounts counts() {
    return counts;
  }

  /** The highest CAS that was given out. */
  long lastCas() {
    return queue.lastCas();
  }

  long highSeqno() {
    return queue.highSeqno();
  }

  /** Every change of state up to this number is on disk. */
  long persistedStates() {
    return queue.persistedStates();
  }

  /**
   * Stops who waits for something to be persisted that will not be.
   *
   * @param what waits, in the exception's message
   */
  void checkPersisting(String what) throws NotPersistedException {
    if (refusal != null && !queue.isFlushing()) {
      throw new NotPersistedException(id, what, refusal);
    }
  }

  // What the flusher does.

  /** Whether a flusher is at it. */
  boolean isFlushing() {
    return queue.isFlushing() && !inDoubt;
  }

  /** Whether the write that was taken last made the batch full, so that the flusher need not wait. */
  boolean hasJustFilledBatch() {
    return queue.waitingSize() == shard.options().batchSize();
  }

  /** How long until the next flush should begin; not above 0: now. */
  long nanosUntilDue() {
    return pace.nanosUntilDue(queue.waitingSize());
  }

  /** Begins a flush; empty where an earlier one is in doubt, which the flusher has to settle first. */
  Optional<WriteBatch> beginFlush() {
    if (inDoubt) {
      inDoubt = false;
      return Optional.empty();
    }
    return Optional.of(queue.beginFlush());
  }

  /** The flush was committed. Returns how many writes it took. */
  int flushed(FlushResult result) {
    int writes = queue.committed(result.highSeqno());
    counts = counts.plusFlush(writes);
    pace.succeeded();
    endFlush();
    return writes;
  }

  /**
   * The flush failed: it will be tried again, unless nothing can be written any more. Returns how many
   * attempts have failed in a row.
   */
  int flushFailed(IOException cause) {
    queue.putBack();
    counts = counts.plusFailure();
    if (isFinal(cause) || shard.isClosing()) {
      refuse(
          cause instanceof VBucketClosedException ? cause : new WritesRefusedException(id, cause));
    }
    int attempts = pace.failed();
    endFlush();
    return attempts;
  }

  /**
   * Whether the flush survives is not known: what it took stays where it is until that is, for to write it
   * once more might be to count it twice. Returns how many attempts have failed in a row.
   */
  int flushInDoubt(IOException cause) {
    if (shard.isClosing()) {
      return flushFailed(cause);
    }
    inDoubt = true;
    counts = counts.plusFailure();
    int attempts = pace.failed();
    if (refusal != null) {
      refuse(refusal);
    } else {
      shard.hasWork(this);
    }
    shard.progress().signalAll();
    return attempts;
  }

  /** Failures that another attempt would meet again. */
  private static boolean isFinal(IOException cause) {
    return cause instanceof VBucketClosedException
        || cause instanceof SeqnoTakenException
        || cause instanceof NotPreparedException
        || cause instanceof WrongCollectionException;
  }

  private void endFlush() {
    if (refusal != null) {
      dropWaiting();
    } else if (queue.hasWork()) {
      shard.hasWork(this);
    }
    shard.progress().signalAll();
  }

  // How it ends.

  /** From now on nothing is taken, and what waits is forgotten. A flush that runs may still succeed. */
  void refuse(IOException reason) {
    if (refusal == null) {
      refusal = reason;
    }
    giveUpDoubt();
    dropWaiting();
    shard.hasNoWork(this);
    shard.progress().signalAll();
  }

  /** Nobody will find out any more. */
  private void giveUpDoubt() {
    if (inDoubt) {
      inDoubt = false;
      queue.putBack();
    }
  }

  private void dropWaiting() {
    int dropped = queue.drop();
    refusedWrites += dropped;
    counts = counts.plusRefused(dropped);
  }

  /** The flusher has ended: no flush runs any more, and none will. */
  void abandon(IOException reason) {
    if (queue.isFlushing()) {
      queue.putBack();
    }
    refuse(reason);
  }

  /** How many writes were taken and then refused. */
  int refusedWrites() {
    return refusedWrites;
  }

  /** Why nothing is taken any more. */
  Optional<IOException> refusal() {
    return Optional.ofNullable(refusal);
  }
}
