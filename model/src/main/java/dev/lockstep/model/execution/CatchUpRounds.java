package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.Compactor;
import dev.lockstep.model.scenario.Property;
import org.jspecify.annotations.Nullable;

/**
 * The catch-up rounds of one compaction. A round, and the copy before the first, brings the target to
 * some commit. Where nothing is committed after a look at the source, what is left to do under the
 * lock is at most the limit: so a compaction that comes to its lock with more must have been outrun
 * since its last look behind the copy, or have run all rounds. Looks and publications conflict, so
 * equivalent executions agree on this.
 */
final class CatchUpRounds {
  private @Nullable Revision caughtUpTo;
  private @Nullable Revision lookedAt;
  private boolean hasLooked;
  private int rounds;

  /** A compaction that has pinned this. */
  CatchUpRounds(@Nullable Revision pinned) {
    this.caughtUpTo = pinned;
  }

  /** The compaction has looked at what is published, which is {@code newest}. */
  void looked(@Nullable Revision newest) {
    lookedAt = newest;
    hasLooked = true;
  }

  /** The compaction has reached a milestone while {@code newest} was published. */
  @Nullable
  Violation reached(String milestone, @Nullable Revision newest) {
    switch (milestone) {
      case Milestones.COMPACTION_COPIED -> hasLooked = false;
      case Milestones.CATCH_UP_BEGIN -> {
        rounds++;
        caughtUpTo = newest;
        if (rounds > Compactor.CATCH_UP_ROUNDS_MAX) {
          return Violation.of(
              Property.CATCH_UP, Property.CATCH_UP.meaning(), "round " + rounds + " begins");
        }
      }
      case Milestones.FLUSHER_HELD_BACK -> caughtUpTo = newest;
      case Milestones.FINAL_CATCH_UP_LOCKED -> {
        return locked(newest);
      }
      default -> throw new AssertionError("no milestone of a catch-up: " + milestone);
    }
    return null;
  }

  private @Nullable Violation locked(@Nullable Revision newest) {
    boolean isOutrun = hasLooked && (rounds > 0 || position(newest) != position(lookedAt));
    long remainder = position(newest) - position(caughtUpTo);
    boolean isBounded = isOutrun
        || rounds == Compactor.CATCH_UP_ROUNDS_MAX
        || remainder <= Client.COMPACTION.finalCatchUpBytesMax();
    return isBounded
        ? null
        : Violation.of(
            Property.CATCH_UP,
            Property.CATCH_UP.meaning(),
            "after " + rounds + " rounds " + remainder + " bytes are left to do under the lock,"
                + " though nothing was committed meanwhile");
  }

  private static long position(@Nullable Revision revision) {
    return revision == null ? 0 : revision.header().position();
  }
}
