package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a task's present operation has published, and whether its answer says the same. */
final class PublishedWork {
  private @Nullable Operation operation;
  private @Nullable Revision pinned;
  private @Nullable CatchUpRounds rounds;
  private int commits;
  private int files;
  private long highSeqno;
  private long revision;
  private int faults;
  private boolean copies;

  void begin(Operation next) {
    operation = next;
    pinned = null;
    rounds = null;
    commits = 0;
    files = 0;
    faults = 0;
    copies = false;
  }

  void metFault() {
    faults++;
  }

  /** How many of its steps met a fault. */
  int faults() {
    return faults;
  }

  /** A compaction has pinned this; null where it was never seen published. */
  void pinned(@Nullable Revision revision) {
    pinned = revision;
    rounds = new CatchUpRounds(revision, Client.options(asked()));
    copies = true;
  }

  /** Whether a compaction has pinned what it copies and is not done with the copy. */
  boolean isCopying() {
    return copies;
  }

  /** What a compaction has copied. */
  Optional<Revision> pinned() {
    return Optional.ofNullable(pinned);
  }

  /** The task has looked at what is published. */
  void looked(@Nullable Revision newest) {
    if (rounds != null) {
      rounds.looked(newest);
    }
  }

  /** The task has written to a file. */
  void wrote() {
    if (rounds != null) {
      rounds.wrote();
    }
  }

  /** A compaction has reached a milestone of its catch-up while {@code newest} was published. */
  @Nullable
  Violation catchUp(String milestone, @Nullable Revision newest) {
    copies = false;
    return rounds == null ? null : rounds.reached(milestone, newest);
  }

  void published(Revision published, boolean isSwitch) {
    commits += isSwitch ? 0 : 1;
    files += isSwitch ? 1 : 0;
    highSeqno = published.highSeqno();
    revision = published.number();
  }

  Operation operation() {
    return Objects.requireNonNull(operation, "nothing was begun");
  }

  /** Whether it may take seqnos back: it is a rollback, or may find that one which was in doubt is done. */
  static boolean mayGoBack(Operation operation) {
    return operation instanceof Operation.Rollback || operation instanceof Operation.Reopen;
  }

  boolean isDeletion() {
    return operation instanceof Operation.Delete;
  }

  /** What a compaction was asked for; one that keeps everything where none was. */
  Operation.Compact asked() {
    return operation instanceof Operation.Compact compact ? compact : new Operation.Compact(0);
  }

  /** What was published if the answer says something else. */
  Optional<String> contradiction(Answer answer) {
    return isTold(answer)
        ? Optional.empty()
        : Optional.of("it published " + commits + " commits and " + files
            + " files, the last with high seqno " + highSeqno);
  }

  private boolean isTold(Answer answer) {
    if (answer instanceof Answer.Flushed flushed) {
      boolean isEmpty =
          operation instanceof Operation.Flush flush && flush.mutations().isEmpty();
      return isEmpty ? commits == 0 : isOneCommit(flushed.highSeqno());
    }
    if (answer instanceof Answer.RolledBack rolledBack) {
      return commits == 0 || isOneCommit(rolledBack.highSeqno());
    }
    if (answer instanceof Answer.Reopened reopened) {
      return commits == 0 || isOneCommit(reopened.highSeqno());
    }
    return commits == 0
        && (answer instanceof Answer.Compacted compacted ? isTold(compacted) : files == 0);
  }

  /** Who gives up before somebody else switches knows no file but the one it has pinned. */
  private boolean isTold(Answer.Compacted compacted) {
    return switch (compacted.ending()) {
      case SWITCHED -> files == 1 && compacted.revision() == revision;
      case ABORTED -> files == 0 && (pinned == null || compacted.revision() == pinned.number());
      case REFUSED -> files == 0;
    };
  }

  private boolean isOneCommit(long answered) {
    return commits == 1 && highSeqno == answered;
  }
}
