package dev.lockstep.engine.bucket;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.Stamp;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one vbucket that were taken and are not committed, and what the next ones get. Whoever
 * calls holds the lock that guards it.
 *
 * <ol>
 *   <li>A write that is taken gets the next seqno and a CAS above all before. Of several of one slot
 *       the last one stays, at its own place.
 *   <li>A flush takes <em>all</em> that waits. Meanwhile that stays readable, and others may come in.
 *   <li>Committed, it is dropped. Failed, it is put back before what came in since; what was written
 *       again meanwhile is left out, for the newer write stands for it.
 * </ol>
 *
 * <p>Because a flush takes all, a commit leaves the vbucket on disk as it was after some write, and a
 * seqno at or below the persisted one is either on disk or stood for by one that is.
 */
public class WriteQueue {
  private static final long CAS_TIME_MASK = ~0xFFFFL;

  private long highSeqno;
  private long lastCas;

  private WritesBySlot waiting = new WritesBySlot();
  private @Nullable Lifecycle waitingState;
  private long statesTaken;

  /** The seqnos of the last drops that are not committed, by collection: whoever reads the disk sees the others. */
  private final Map<Long, Long> drops = new HashMap<>();

  private WritesBySlot flushing = new WritesBySlot();
  private @Nullable Lifecycle flushingState;
  private boolean isFlushing;
  private long flushingSeqno;
  private long flushingStates;

  private long persistedSeqno;
  private long persistedStates;

  /** An empty queue of a vbucket whose last write on disk has these. */
  protected WriteQueue(long highSeqno, long lastCas) {
    this.highSeqno = highSeqno;
    this.lastCas = lastCas;
    this.persistedSeqno = highSeqno;
  }

  /** Takes a write; its stamp is made here. Returns it as it was taken. */
  final QueuedWrite take(
      QueuedWrite.Kind kind, Bytes id, Bytes body, long expirySeconds, long completes, long now) {
    highSeqno++;
    lastCas = Math.max(now & CAS_TIME_MASK, lastCas + 1);
    Stamp stamp = Stamp.of(highSeqno, lastCas, expirySeconds).completing(completes);
    QueuedWrite taken = new QueuedWrite(kind, id, body, stamp);
    putLast(waiting, taken);
    if (kind == QueuedWrite.Kind.DROP_COLLECTION) {
      drops.put(taken.collection(), highSeqno);
    }
    return taken;
  }

  /** Puts a write behind all others; what is in its slot goes. */
  private void putLast(WritesBySlot writes, QueuedWrite taken) {
    Bytes slot = taken.slot();
    Optional<QueuedWrite> earlier = writes.remove(slot);
    writes.put(slot, standingFor(earlier, taken));
  }

  /** A write to a new generation of a collection does not stand for one to the generation before. */
  private QueuedWrite standingFor(Optional<QueuedWrite> earlier, QueuedWrite later) {
    return earlier
        .filter(write -> write.stamp().seqno() > droppedAt(write.slot()))
        .map(write -> merged(write, later))
        .orElse(later);
  }

  /** The seqno of the last drop of the collection that a slot is in; 0 where none waits or is in a flush. */
  long droppedAt(Bytes slot) {
    OptionalLong collection =
        drops.isEmpty() ? OptionalLong.empty() : CollectionKeys.collectionOf(slot);
    return collection.isEmpty() ? 0 : drops.getOrDefault(collection.getAsLong(), 0L);
  }

  /** What stays of two writes of one slot. */
  protected QueuedWrite merged(QueuedWrite earlier, QueuedWrite later) {
    return later.inPlaceOf(earlier);
  }

  /** Takes a change of the vbucket's state; the last one stays. Returns its number. */
  protected long takeState(Lifecycle state) {
    waitingState = state;
    statesTaken++;
    return statesTaken;
  }

  /** The newest write of a slot that is not committed. */
  protected Optional<QueuedWrite> newest(Bytes slot) {
    Optional<QueuedWrite> write = waiting.get(slot);
    return write.isPresent() ? write : flushing.get(slot);
  }

  /** How many writes wait or are in a flush. */
  int size() {
    return waiting.size() + flushing.size();
  }

  /** The ids and bodies of all that waits or is in a flush. */
  long bytes() {
    return waiting.bytes() + flushing.bytes();
  }

  /** How many writes wait. */
  int waitingSize() {
    return waiting.size();
  }

  /** Whether a write of this slot would take the place of one that waits. */
  boolean hasPlaceFor(Bytes slot) {
    return waiting.get(slot).isPresent();
  }

  /** Whether there is something to flush. */
  boolean hasWork() {
    return !waiting.isEmpty() || waitingState != null;
  }

  boolean isFlushing() {
    return isFlushing;
  }

  long lastCas() {
    return lastCas;
  }

  protected long highSeqno() {
    return highSeqno;
  }

  /** Every write up to this seqno is on disk, or one that stands for it is. */
  protected long persistedSeqno() {
    return persistedSeqno;
  }

  /** Every state up to this number is on disk, or a later one is. */
  long persistedStates() {
    return persistedStates;
  }

  /** Begins a flush of all that waits. */
  protected WriteBatch beginFlush() {
    Invariant.check(!isFlushing, "a vbucket has one flush at a time");
    isFlushing = true;
    flushing = waiting;
    waiting = new WritesBySlot();
    flushingState = waitingState;
    waitingState = null;
    flushingSeqno = highSeqno;
    flushingStates = statesTaken;
    WriteBatch batch = new WriteBatch();
    flushing.writes().forEach(write -> write.addTo(batch));
    if (flushingState != null) {
      batch.state(flushingState);
    }
    return batch;
  }

  /** The flush was committed, up to this seqno. Returns how many writes it took. */
  protected int committed(long committedSeqno) {
    Invariant.check(
        committedSeqno == flushingSeqno,
        "a flush up to seqno %d was committed up to %d",
        flushingSeqno,
        committedSeqno);
    int writes = flushing.size();
    persistedSeqno = flushingSeqno;
    persistedStates = flushingStates;
    drops.values().removeIf(seqno -> seqno <= persistedSeqno);
    endFlush();
    return writes;
  }

  /** The flush failed: what it took waits again, before all that came in since. */
  void putBack() {
    WritesBySlot all = flushing;
    waiting.writes().forEach(newer -> putLast(all, newer));
    waiting = all;
    if (waitingState == null) {
      waitingState = flushingState;
    }
    endFlush();
  }

  private void endFlush() {
    Invariant.check(isFlushing, "no flush was begun");
    isFlushing = false;
    flushing = new WritesBySlot();
    flushingState = null;
  }

  /** Forgets what waits. Returns how many writes that were. */
  protected int drop() {
    int dropped = waiting.size();
    waiting = new WritesBySlot();
    waitingState = null;
    return dropped;
  }
}
