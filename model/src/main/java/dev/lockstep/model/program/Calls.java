package dev.lockstep.model.program;

import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What the tasks of one execution called and what came back. A call is made as late as it can be,
 * right before its first step: nothing that returned before that can excuse its answer.
 */
public final class Calls {
  private final History history = new History();
  private final Map<Integer, Operation> announced = new HashMap<>();
  private final Map<Integer, Call> open = new HashMap<>();
  private IntSupplier stepCount = () -> 0;

  Calls() {}

  /** The number of steps taken so far comes from here. */
  void countSteps(IntSupplier counter) {
    stepCount = counter;
  }

  /** Carries an operation out on the task that runs, and takes it down with the answer. */
  public Answer call(int task, Operation operation, Supplier<Answer> body) {
    announced.put(task, operation);
    Answer answer = body.get();
    beforeStep(task, stepCount.getAsInt());
    Call call = Objects.requireNonNull(open.get(task));
    history.answered(call, answer, stepCount.getAsInt() - 1);
    return answer;
  }

  /** Makes the call that a task has announced, if it has. */
  void beforeStep(int task, int step) {
    Operation operation = announced.remove(task);
    if (operation != null) {
      open.put(task, history.call(task, operation, step));
    }
  }

  History history() {
    return history;
  }
}
