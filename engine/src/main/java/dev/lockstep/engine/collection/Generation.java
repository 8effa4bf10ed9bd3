package dev.lockstep.engine.collection;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.invariant.Invariant;

/**
 * One life of a collection, from its creation to its drop, and what a file holds of it. A document
 * belongs to the generation in which it was written: its seqno says which.
 *
 * @param collection the collection's id; a later generation has the same
 * @param startSeqno the seqno of its creation; its documents have higher ones
 * @param endSeqno the seqno of its drop; {@link #OPEN} where it is not dropped
 * @param items live documents, prepares not counted
 * @param bytes what all its entries take, tombstones and prepares too: id, revision metadata and body
 * @param highSeqno the highest seqno of an entry, or of the creation where there was none; once
 *     dropped, that of the drop
 */
public record Generation(
    long collection, long startSeqno, long endSeqno, long items, long bytes, long highSeqno) {

  /** Stands for the end of a generation that is not dropped: above every seqno. */
  public static final long OPEN = Long.MAX_VALUE;

  public Generation {
    Invariant.check(
        items >= 0 && bytes >= 0,
        "counters of a collection went negative: %d items, %d bytes",
        items,
        bytes);
  }

  /** One that was just created. */
  public static Generation created(long collection, long seqno) {
    return new Generation(collection, seqno, OPEN, 0, 0, seqno);
  }

  public boolean isOpen() {
    return endSeqno == OPEN;
  }

  /** Whether a file holds nothing of it; every entry has an id, so every entry takes some bytes. */
  public boolean isEmpty() {
    return bytes == 0;
  }

  /** Whether an entry of the collection with this seqno belongs to it. */
  public boolean contains(long seqno) {
    return seqno > startSeqno && seqno <= endSeqno;
  }

  /** Whether it is the same life as {@code other}, whatever was counted. */
  public boolean isSameLife(Generation other) {
    return collection == other.collection && startSeqno == other.startSeqno;
  }

  /** The same, dropped. */
  public Generation dropped(long seqno) {
    return new Generation(collection, startSeqno, seqno, items, bytes, seqno);
  }

  /** The same with nothing in it. */
  public Generation emptied() {
    return new Generation(collection, startSeqno, endSeqno, 0, 0, isOpen() ? startSeqno : endSeqno);
  }

  /** The same with one entry more, or one less where {@code sign} is -1. */
  public Generation with(DocumentInfo info, int sign) {
    boolean isItem = !info.deleted() && !Prepares.isPrepareId(info.id());
    long high = sign > 0 ? Math.max(highSeqno, info.seqno()) : highSeqno;
    return new Generation(
        collection,
        startSeqno,
        endSeqno,
        items + (isItem ? sign : 0),
        bytes + sign * size(info),
        high);
  }

  private static long size(DocumentInfo info) {
    return (long) info.id().length() + info.revisionMetadata().length() + info.physicalSize();
  }
}
