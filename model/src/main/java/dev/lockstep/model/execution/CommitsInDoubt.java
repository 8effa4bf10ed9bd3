package dev.lockstep.model.execution;

import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.util.Optional;

/**
 * Whether nothing is written upon a commit of which nobody knows whether it survives. A flush, rollback or
 * compaction that is called after one has failed like that must be refused, until somebody looks: a
 * reopening, a new opening of the store, or another generation of the vbucket.
 */
final class CommitsInDoubt {
  private CommitsInDoubt() {}

  /** The first call that wrote nevertheless. */
  static Optional<Call> writtenUpon(History history) {
    return history.calls().stream()
        .filter(CommitsInDoubt::hasWritten)
        .filter(call -> history.calls().stream()
            .anyMatch(doubt ->
                isInDoubt(doubt) && doubt.precedes(call) && !mayBeSettled(history, doubt, call)))
        .findFirst();
  }

  private static boolean hasWritten(Call call) {
    Answer answer = call.answer();
    return answer instanceof Answer.Flushed
        || answer instanceof Answer.RolledBack
        || (answer instanceof Answer.Compacted compacted
            && compacted.ending() == Answer.Compacted.Ending.SWITCHED);
  }

  private static boolean isInDoubt(Call call) {
    boolean commits = call.operation() instanceof Operation.Flush
        || call.operation() instanceof Operation.Rollback;
    return commits && call.answer() instanceof Answer.Failed;
  }

  /** Whether somebody may have looked after the doubt and before the end of the call. */
  private static boolean mayBeSettled(History history, Call doubt, Call call) {
    return history.calls().stream()
        .anyMatch(
            other -> settles(other.operation()) && !other.precedes(doubt) && !call.precedes(other));
  }

  private static boolean settles(Operation operation) {
    return operation instanceof Operation.Reopen
        || operation instanceof Operation.Remount
        || operation instanceof Operation.Delete
        || operation instanceof Operation.Create;
  }
}
