package dev.lockstep.model.history;

import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls that tasks are about to make, and the last that each has made. A call is made as late as it can be,
 * right before its first step: nothing that returned before that can excuse its answer.
 */
public final class OpenCalls {
  private final History history;
  private @Nullable Operation[] announced = new Operation[4];
  private @Nullable Call[] last = new Call[4];

  /** Calls that are taken down in {@code history}. */
  public OpenCalls(History history) {
    this.history = history;
  }

  /** A task makes this call with its next step. */
  public void announce(int task, Operation operation) {
    if (task >= announced.length) {
      announced = Arrays.copyOf(announced, 2 * task);
      last = Arrays.copyOf(last, 2 * task);
    }
    announced[task] = operation;
  }

  /** A task is about to take this step: the call that it has announced, if it has, is made. */
  public void beforeStep(int task, int step) {
    Operation operation = task < announced.length ? announced[task] : null;
    if (operation != null) {
      announced[task] = null;
      last[task] = history.call(task, operation, step);
    }
  }

  /** A task's call has come back, when so many steps were taken. One without steps was made only now. */
  public void answered(int task, Answer answer, int steps) {
    beforeStep(task, steps);
    history.answered(Objects.requireNonNull(last[task]), answer, steps - 1);
  }

  /** What a task has called and not come back from; null if there is nothing. */
  public @Nullable Operation within(int task) {
    Call call = last(task);
    return call == null || call.answer() != null ? null : call.operation();
  }

  /** A step of a task met a fault, in its call or behind it. Returns whether it has made any. */
  public boolean metFault(int task) {
    Call call = last(task);
    if (call != null) {
      history.metFault(call);
    }
    return call != null;
  }

  /** Null of a task that has made none. */
  private @Nullable Call last(int task) {
    return task < last.length ? last[task] : null;
  }
}
