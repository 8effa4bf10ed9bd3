package dev.lockstep.model.execution;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.document.RevisionMetadata.Operation;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.model.simulation.VirtualClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every change says of itself beside its key and value:
 *
 * <ol>
 *   <li>its CAS, which no other change in the file has, is of the time of the run, or was given with it;
 *   <li>a tombstone says when it was deleted, a document when it expires, if it does;
 *   <li>whether it is a prepare, an abort, or neither is as its id and its deletion have it;
 *   <li>the content type is that of a document, or of nothing.
 * </ol>
 */
final class ChangeMetadata {
  /** A scenario's clock moves by jumps of a day. */
  private static final long RUN_SECONDS_MAX = 7 * 24 * 3600L;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** The CAS of a write that a scenario gives one is its seqno. */
  private static final long GIVEN_CAS_MAX = 1 << 20;

  private static final int NOT_CHECKED = 3;
  private static final int COMPRESSED = 0x80;

  private ChangeMetadata() {}

  /** A line for each change of a snapshot that says something else. */
  static List<String> problems(Snapshot snapshot) throws IOException {
    List<String> problems = new ArrayList<>();
    Set<Long> taken = new HashSet<>();
    DocumentCursor cursor = snapshot.bySeqno(0, Long.MAX_VALUE);
    for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      DocumentInfo info = next.get();
      Optional<RevisionMetadata> told = RevisionMetadata.decode(info.revisionMetadata());
      boolean isRight = told.isPresent()
          && taken.add(told.get().casNanos())
          && isOfTheRun(told.get().casNanos())
          && isTimeRight(info, told.get().expirySeconds())
          && told.get().operation() == operation(info, told.get())
          && isContentRight(info);
      if (!isRight) {
        problems.add("seqno " + info.seqno() + ": " + info + " says of itself " + told);
      }
    }
    return problems;
  }

  private static boolean isOfTheRun(long casNanos) {
    boolean isGiven = casNanos > 0 && casNanos <= GIVEN_CAS_MAX;
    return isGiven || isNow(casNanos / NANOS_PER_SECOND);
  }

  private static boolean isNow(long seconds) {
    return Math.abs(seconds - VirtualClock.EPOCH_SECONDS) <= RUN_SECONDS_MAX;
  }

  private static boolean isTimeRight(DocumentInfo info, long seconds) {
    return info.deleted() ? isNow(seconds) : seconds == 0 || seconds == Batches.EXPIRED_SECONDS;
  }

  /** What a change must be; a document that is stored may be one or the commit of one. */
  private static Operation operation(DocumentInfo info, RevisionMetadata told) {
    if (Prepares.isPrepareId(info.id())) {
      return info.deleted() ? Operation.ABORT : Operation.PREPARE;
    }
    boolean isCommit = !info.deleted() && told.operation() == Operation.COMMIT;
    return isCommit ? Operation.COMMIT : Operation.NONE;
  }

  private static boolean isContentRight(DocumentInfo info) {
    int type = info.contentMeta() & ~COMPRESSED; // Whether it is, reading it shows.
    return (info.deleted() ? info.contentMeta() == 0 : type == NOT_CHECKED)
        && info.revisionSeqno() > 0;
  }
}
