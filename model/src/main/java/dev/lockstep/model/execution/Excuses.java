package dev.lockstep.model.execution;

import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Answer.Compacted;
import dev.lockstep.model.spec.Operation;

/**
 * Why an operation may fail: a fault that its own steps met, a write in doubt for one that writes, and for a
 * compaction another task that it must make way for.
 */
final class Excuses {
  private Excuses() {}

  /** Whether the call may have answered as it did. */
  static boolean isExcused(History history, Call call) {
    Answer answer = call.answer();
    if (answer instanceof Answer.Failed || answer instanceof Answer.NotDone) {
      return call.metFault();
    }
    if (answer instanceof Answer.Refused) {
      return call.metFault() || history.calls().stream().anyMatch(Excuses::mayLeadToRefusals);
    }
    return !(answer instanceof Compacted compacted) || isExcused(history, call, compacted);
  }

  /** Writes are refused where a write is in doubt, or a file that a compaction left may come back. */
  private static boolean mayLeadToRefusals(Call call) {
    return call.metFault()
        && (call.answer() instanceof Answer.Failed
            || call.operation() instanceof Operation.Compact);
  }

  /** A compaction may be refused only beside another one, and abort only beside what aborts it. */
  private static boolean isExcused(History history, Call call, Compacted compacted) {
    return switch (compacted.ending()) {
      case SWITCHED -> true;
      case REFUSED -> overlapsOther(history, call, Operation.Compact.class);
      case ABORTED ->
        overlapsOther(history, call, Operation.AbortCompaction.class)
            || overlapsOther(history, call, Operation.Rollback.class)
            || overlapsOther(history, call, Operation.Reopen.class)
            || overlapsOther(history, call, Operation.Remount.class)
            || overlapsOther(history, call, Operation.Delete.class);
    };
  }

  private static boolean overlapsOther(
      History history, Call call, Class<? extends Operation> kind) {
    return history.calls().stream()
        .anyMatch(
            other -> other != call && kind.isInstance(other.operation()) && call.overlaps(other));
  }
}
