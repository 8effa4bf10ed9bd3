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
    if (options.heldBackDocumentsMax() == 0) {
      return;
    }
    for (int round = 1; round <= Compactor.HELD_BACK_ROUNDS_MAX; round++) {
      long remainder = remainder(compactor.newestSource());
      if (remainder <= options.finalCatchUpBytesMax()) {
        return;
      }
      compactor.stopIfAborted();
      report.holdsBack(count + round, remainder);
      hold.take();
      report.heldBack(round);
      catchUp.replay(
          compactor.newestSource(), options.heldBackDocumentsMax(), () -> giveBack(hold));
    }
  }

  private void giveBack(WriteHold hold) {
    hold.giveBack();
    report.letGo();
  }

  private long remainder(Revision newest) {
    return newest.header().position() - catchUp.caughtUpTo().header().position();
  }
}
