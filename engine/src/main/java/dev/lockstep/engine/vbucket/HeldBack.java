package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.revision.Revision;
import java.io.IOException;

/**
 * Takes turns with a flusher that outruns a catch-up, save by save. It waits, by the write lock, for the first
 * save of each round and for every other one after it. A save for which it waits has twice as many documents
 * as it has committed since the one before, so a round leaves half of what the one before has left, however
 * much the flusher commits at once. That number rises step by step: it may be a catch-up that was slow for
 * once, not a flusher that commits much. Belongs to the compactor's task.
 */
final class HeldBack implements CatchUp.Turns {
  private static final int GAIN = 2;
  private static final int STEP = 4;

  private final Compactor compactor;
  private final CompactionReport report;
  private final WriteHold hold;
  private final int documentsMin;

  /** The newest seqno when it waited last, or when it had not waited yet. */
  private long seenSeqno;

  private long waitedFor;
  private int round;
  private boolean begins;

  /**
   * @param newest what the source holds now
   */
  HeldBack(Compactor compactor, CompactionReport report, WriteHold hold, Revision newest) {
    this.compactor = compactor;
    this.report = report;
    this.hold = hold;
    this.documentsMin = compactor.options().heldBackDocuments();
    this.seenSeqno = newest.highSeqno();
    this.waitedFor = documentsMin;
  }

  /** For how many documents the flusher waited last, at most. */
  long waitedFor() {
    return waitedFor;
  }

  /** Takes the lock for the first save of a round. Returns the revision to catch up to. */
  Revision begin(int next) throws IOException {
    hold.take();
    round = next;
    begins = true;
    report.heldBack(round);
    return compactor.newestSource();
  }

  @Override
  public long next() throws IOException {
    if (hold.isHeld() && !begins) {
      end();
      return documentsMin;
    }
    if (!begins) {
      hold.take();
      report.heldBackAgain(round);
    }
    begins = false;
    long newestSeqno = compactor.newestSource().highSeqno();
    long gaining = Math.min(GAIN * (newestSeqno - seenSeqno), STEP * waitedFor);
    waitedFor = Math.max(documentsMin, gaining);
    seenSeqno = newestSeqno;
    return waitedFor;
  }

  @Override
  public void end() {
    if (hold.isHeld()) {
      hold.giveBack();
      report.letGo();
    }
  }
}
