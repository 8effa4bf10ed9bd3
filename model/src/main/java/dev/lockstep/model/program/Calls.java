package dev.lockstep.model.program;

import dev.lockstep.model.history.History;
import dev.lockstep.model.history.OpenCalls;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What the tasks of one execution called and what came back. */
public final class Calls {
  private final History history = new History();
  private final OpenCalls open = new OpenCalls(history);
  private IntSupplier stepCount = () -> 0;

  Calls() {}

  /** The number of steps taken so far comes from here. */
  void countSteps(IntSupplier counter) {
    stepCount = counter;
  }

  /** Carries an operation out on the task that runs, and takes it down with the answer. */
  public Answer call(int task, Operation operation, Supplier<Answer> body) {
    open.announce(task, operation);
    Answer answer = body.get();
    open.answered(task, answer, stepCount.getAsInt());
    return answer;
  }

  /** A task is about to take a step. */
  void beforeStep(int task, int step) {
    open.beforeStep(task, step);
  }

  History history() {
    return history;
  }
}
