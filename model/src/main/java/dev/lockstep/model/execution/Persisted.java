package dev.lockstep.model.execution;

import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.spec.Answer;

/**
 * Which answers of a bucket say that what they tell is on disk. A bucket answers a write before: a crash may
 * undo the last writes that nobody has waited for. What it leaves is the vbucket as it was after some call, and
 * after all that one of these answers was given to or had waited for. This is buffered durable linearizability
 * (Izraelevitz, Mendes, Scott: "Linearizability of persistent memory objects under a full-system-crash failure
 * model", DISC 2016).
 */
final class Persisted {
  private Persisted() {}

  /** Whether it was answered that the call's effect, and that of all calls before it, is on disk. */
  static boolean isPromised(Call call) {
    Answer answer = call.answer();
    return answer instanceof Answer.Persisted
        || answer instanceof Answer.Seen
        || answer instanceof Answer.SeenById
        || answer instanceof Answer.Deleted
        || answer instanceof Answer.Created;
  }
}
