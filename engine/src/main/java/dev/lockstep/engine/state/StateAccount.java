package dev.lockstep.engine.state;

import dev.lockstep.engine.collection.CollectionAccount;
import dev.lockstep.engine.couch.ChangeListener;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.invariant.Invariant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the counters of one file, those of prepares and those of collections, while documents are
 * written to that file. Flush, copy and catch-up use this one routine: what a write adds and takes away
 * depends on what <em>the file written to</em> held under the id, never on what another file holds.
 */
public class StateAccount implements ChangeListener {
  private long prepares;
  private long prepareBytes;
  private long highCompletedSeqno;
  private final CollectionAccount collections;

  /** Starts from the counters of the state that the file holds now. */
  public StateAccount(VBucketState held) {
    prepares = held.onDiskPrepares();
    prepareBytes = held.onDiskPrepareBytes();
    highCompletedSeqno = held.highCompletedSeqno();
    collections = new CollectionAccount(held.manifest());
  }

  @Override
  public void changed(DocumentInfo stored, @Nullable DocumentInfo previous) {
    if (previous != null) {
      countPrepare(previous, -1);
    }
    countPrepare(stored, 1);
    countInCollection(stored, previous);
  }

  /** The part of {@link #changed} that is about collections. */
  protected void countInCollection(DocumentInfo stored, @Nullable DocumentInfo previous) {
    if (previous != null) {
      collections.remove(previous);
    }
    collections.add(stored);
  }

  /** A document was copied; where one file is encrypted and the other not, its size has changed. */
  public void copied(DocumentInfo source, DocumentInfo target) {
    if (source.physicalSize() != target.physicalSize()) {
      changed(target, source);
    }
  }

  /** A document was left out of the file. */
  public void purged(DocumentInfo info) {
    countPrepare(info, -1);
    collections.remove(info);
  }

  /** The counters of collections; what creates and drops them says so here. */
  public final CollectionAccount collections() {
    return collections;
  }

  /** A prepare was committed or aborted. */
  public void completed(long prepareSeqno) {
    highCompletedSeqno = Math.max(highCompletedSeqno, prepareSeqno);
  }

  private void countPrepare(DocumentInfo info, int sign) {
    if (Prepares.isPrepareId(info.id()) && !info.deleted()) {
      prepares += sign;
      prepareBytes += sign * (long) info.physicalSize();
      Invariant.check(
          prepares >= 0 && prepareBytes >= 0,
          "prepare counters went negative: %d prepares, %d bytes",
          prepares,
          prepareBytes);
    }
  }

  /** The state to commit: these counters, all else as {@code base} has it. */
  public VBucketState toState(VBucketState base) {
    return new VBucketState(
        base.lifecycle(),
        Math.max(highCompletedSeqno, base.highCompletedSeqno()),
        prepares,
        prepareBytes,
        collections.toManifest(),
        base.others());
  }
}
