package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.ChangeListener;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.invariant.Invariant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the counters of one file's state document while documents are written to that file. Flush
 * and catch-up use this one routine: what a write adds and takes away depends on what <em>the file
 * written to</em> held under the id, never on what another file holds.
 */
public class StateAccount implements ChangeListener {
  private long prepares;
  private long prepareBytes;
  private long highCompletedSeqno;

  /** Starts from the counters of the state that the file holds now. */
  public StateAccount(VBucketState held) {
    prepares = held.onDiskPrepares();
    prepareBytes = held.onDiskPrepareBytes();
    highCompletedSeqno = held.highCompletedSeqno();
  }

  @Override
  public void changed(DocumentChange change, @Nullable DocumentInfo previous) {
    if (previous != null) {
      count(previous.id(), previous.deleted(), previous.physicalSize(), -1);
    }
    int size =
        change.storedBody().map(body -> Chunks.PREFIX_LENGTH + body.length()).orElse(0);
    count(change.id(), change.deleted(), size, 1);
  }

  /** A document was left out of the file. */
  public void purged(DocumentInfo info) {
    count(info.id(), info.deleted(), info.physicalSize(), -1);
  }

  /** A prepare was committed or aborted. */
  public void completed(long prepareSeqno) {
    highCompletedSeqno = Math.max(highCompletedSeqno, prepareSeqno);
  }

  private void count(Bytes id, boolean deleted, long physicalSize, int sign) {
    if (Prepares.isPrepareId(id) && !deleted) {
      prepares += sign;
      prepareBytes += sign * physicalSize;
      Invariant.check(
          prepares >= 0 && prepareBytes >= 0,
          "prepare counters went negative: %d prepares, %d bytes",
          prepares,
          prepareBytes);
    }
  }

  /** The state document to commit: these counters, all else as {@code base} has it. */
  public VBucketState toState(VBucketState base) {
    return new VBucketState(
        base.lifecycle(),
        Math.max(highCompletedSeqno, base.highCompletedSeqno()),
        prepares,
        prepareBytes,
        base.others());
  }
}
