package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.model.scenario.Property;
import org.jspecify.annotations.Nullable;

/**
 * The catch-up rounds of one compaction. A round, and the copy before the first, brings the target to
 * some commit. Where nothing is committed after a look at the source, what is left to do under the
 * lock is at most a limit, in bytes or in documents: so a compaction that comes to its lock with more must have been outrun
 * since its last look behind the copy, or have run all rounds. Looks and publications conflict, so
 * equivalent executions agree on this.
 *
 * <p>A round begins where there is something to replay, so it writes before the next begins or the lock is
 * taken for the last: what it leaves would be done under the lock.
 */
final class CatchUpRounds {
  private @Nullable Revision caughtUpTo;
  private @Nullable Revision lookedAt;
  private boolean hasLooked;
  private final CompactionOptions options;
  private boolean hasToWrite;
  private int rounds;
  private int heldBackRounds;

  /** A compaction with these options that has pinned this. */
  CatchUpRounds(@Nullable Revision pinned, CompactionOptions options) {
    this.caughtUpTo = pinned;
    this.options = options;
  }

  /** The compaction has looked at what is published, which is {@code newest}. */
  void looked(@Nullable Revision newest) {
    lookedAt = newest;
    hasLooked = true;
  }

  /** The compaction has written to a file. */
  void wrote() {
    hasToWrite = false;
  }

  /** The compaction has reached a milestone while {@code newest} was published. */
  @Nullable
  Violation reached(String milestone, @Nullable Revision newest) {
    if (hasToWrite) {
      hasToWrite = false;
      return Violation.of(
          Property.CATCH_UP,
          Property.CATCH_UP.meaning(),
          "after " + rounds + " rounds, " + heldBackRounds
              + " that held the flusher back, nothing is written until " + milestone);
    }
    switch (milestone) {
      case Milestones.COMPACTION_COPIED -> hasLooked = false;
      case Milestones.CATCH_UP_BEGIN -> {
        rounds++;
        caughtUpTo = newest;
        return begun(rounds, Compactor.CATCH_UP_ROUNDS_MAX, "round ");
      }
      case Milestones.FLUSHER_HELD_BACK -> {
        heldBackRounds++;
        caughtUpTo = newest;
        return begun(heldBackRounds, Compactor.HELD_BACK_ROUNDS_MAX, "held-back round ");
      }
      case Milestones.FINAL_CATCH_UP_LOCKED -> {
        return locked(newest);
      }
      default -> throw new AssertionError("no milestone of a catch-up: " + milestone);
    }
    return null;
  }

  private @Nullable Violation begun(int round, int max, String what) {
    hasToWrite = true;
    return round <= max
        ? null
        : Violation.of(Property.CATCH_UP, Property.CATCH_UP.meaning(), what + round + " begins");
  }

  private @Nullable Violation locked(@Nullable Revision newest) {
    boolean hasRun = rounds > 0 || heldBackRounds > 0;
    boolean isOutrun = hasLooked && (hasRun || position(newest) != position(lookedAt));
    long remainder = position(newest) - position(caughtUpTo);
    boolean isBounded = isOutrun
        || rounds == Compactor.CATCH_UP_ROUNDS_MAX
        || remainder <= options.finalCatchUpBytesMax()
        || seqno(newest) - seqno(caughtUpTo) <= options.heldBackDocuments();
    return isBounded
        ? null
        : Violation.of(
            Property.CATCH_UP,
            Property.CATCH_UP.meaning(),
            "after " + rounds + " rounds " + remainder + " bytes are left to do under the lock,"
                + " though nothing was committed meanwhile");
  }

  private static long seqno(@Nullable Revision revision) {
    return revision == null ? 0 : revision.highSeqno();
  }

  private static long position(@Nullable Revision revision) {
    return revision == null ? 0 : revision.header().position();
  }
}
