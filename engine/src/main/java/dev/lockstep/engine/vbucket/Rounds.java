package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.revision.Revision;
import java.io.IOException;

/**
 * The rounds of one compaction's catch-up before the last: steps 4 and 5 of {@link Compactor}. Belongs to
 * the compactor's task.
 */
final class Rounds {
  private final Compactor compactor;
  private final CompactionOptions options;
  private final CompactionReport report;
  private final CatchUp catchUp;
  private int count;

  Rounds(Compactor compactor, CompactionReport report, CatchUp catchUp) {
    this.compactor = compactor;
    this.options = compactor.options();
    this.report = report;
    this.catchUp = catchUp;
  }

  /** How many ran without the lock. */
  int count() {
    return count;
  }

  /** Step 4. */
  void runWithoutLock() throws IOException {
    long previousRemainder = Long.MAX_VALUE;
    while (count < Compactor.CATCH_UP_ROUNDS_MAX) {
      Revision newest = compactor.newestSource();
      long remainder = remainder(newest);
      if (remainder <= options.finalCatchUpBytesMax() || remainder >= previousRemainder) {
        break;
      }
      count++;
      report.catchUp(count, remainder);
      compactor.stopIfAborted();
      catchUp.replay(newest);
      previousRemainder = remainder;
    }
  }

  /** Step 5. */
  void runHoldingBack(WriteHold hold) throws IOException {
    if (options.heldBackDocuments() == 0) {
      return;
    }
    HeldBack turns = new HeldBack(compactor, report, hold, compactor.newestSource());
    for (int round = count + 1; round <= count + Compactor.HELD_BACK_ROUNDS_MAX; round++) {
      Revision newest = compactor.newestSource();
      long remainder = remainder(newest);
      long documents = newest.highSeqno() - catchUp.caughtUpTo().highSeqno();
      if (remainder <= options.finalCatchUpBytesMax() || documents <= turns.waitedFor()) {
        return;
      }
      compactor.stopIfAborted();
      report.holdsBack(round, remainder);
      catchUp.replay(turns.begin(round), turns);
    }
  }

  private long remainder(Revision newest) {
    return newest.header().position() - catchUp.caughtUpTo().header().position();
  }
}
