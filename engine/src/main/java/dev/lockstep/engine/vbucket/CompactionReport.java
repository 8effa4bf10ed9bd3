package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.Counts;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;

/**
 * Tells a compaction's listener, and the machine by milestones, how far it is. Belongs to the
 * compactor's task.
 */
final class CompactionReport implements CopyBrake.SpaceListener {
  private final Platform platform;
  private final CompactionListener listener;
  private final String target;
  private final Counts totals;
  private long documents;
  private long bytes;

  CompactionReport(Platform platform, CompactionListener listener, Revision from)
      throws CorruptFileException {
    this.platform = platform;
    this.listener = listener;
    this.target = from.file().name().compact().toString();
    this.totals = from.file().couch().counts(from.header().header());
  }

  /** The copy has handled so much since it began. */
  void copied(long documentsSoFar, long bytesSoFar) {
    documents = documentsSoFar;
    bytes = bytesSoFar;
    platform.reached(Milestones.COMPACTION_COPYING, target, documents);
    tell(Phase.COPYING, 0, 0);
  }

  /** The copy is committed. */
  void copyEnded(LiveCopy copy) {
    documents = copy.documentsCopied() + copy.documentsPurged();
    bytes = copy.bytes();
    platform.reached(Milestones.COMPACTION_COPIED, target, copy.documentsCopied());
    tell(Phase.COPYING, 0, 0);
  }

  @Override
  public void waits(long usableBytes) {
    platform.reached(Milestones.COMPACTION_WAITS_FOR_SPACE, target, usableBytes);
    tell(Phase.WAITING_FOR_SPACE, 0, 0);
  }

  @Override
  public void goesOn() {
    tell(Phase.COPYING, 0, 0);
  }

  void catchUp(int round, long bytesRemaining) {
    platform.reached(Milestones.CATCH_UP_BEGIN, target, round);
    tell(Phase.CATCHING_UP, round, bytesRemaining);
  }

  /** A round is about to take the lock. The listener hears of it before: nobody waits for what it does. */
  void holdsBack(int round, long bytesRemaining) {
    tell(Phase.CATCHING_UP, round, bytesRemaining);
  }

  /** The round has the lock. */
  void heldBack(int round) {
    platform.reached(Milestones.FLUSHER_HELD_BACK, target, round);
  }

  /** The round has the lock once more, for another of its saves. */
  void heldBackAgain(int round) {
    platform.reached(Milestones.FLUSHER_HELD_BACK_AGAIN, target, round);
  }

  /** The round has given the lock back. */
  void letGo() {
    listener.flusherLetGo();
  }

  /** The next thing is to take the lock. */
  void switching(int rounds) {
    platform.reached(Milestones.FINAL_CATCH_UP_BEGIN, target, rounds);
    tell(Phase.SWITCHING, rounds, 0);
  }

  private void tell(Phase phase, int round, long bytesRemaining) {
    listener.progressed(new CompactionProgress(
        phase, documents, totals.seqnos(), bytes, totals.physicalSize(), round, bytesRemaining));
  }
}
