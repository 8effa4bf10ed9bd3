package dev.lockstep.model.history;

import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one execution in the order they were made, each with what came back and when. Times
 * are positions in one sequence of calls and returns: a call whose return stands before another's
 * call happened before it; all others overlapped.
 */
public final class History {
  /** One client call. */
  public static final class Call {
    private final int task;
    private final Operation operation;
    private final int calledAt;
    private final int firstStep;
    private @Nullable Answer answer;
    private int returnedAt = Integer.MAX_VALUE;
    private int lastStep = -1;
    private boolean metFault;

    /** The only calls that can be known to precede this one; null where all can that returned before. */
    private @Nullable Set<Call> outlived;

    private Call(int task, Operation operation, int calledAt, int firstStep) {
      this.task = task;
      this.operation = operation;
      this.calledAt = calledAt;
      this.firstStep = firstStep;
    }

    /** The number of the task that called. */
    public int task() {
      return task;
    }

    public Operation operation() {
      return operation;
    }

    /** What came back; null while nothing has. */
    public @Nullable Answer answer() {
      return answer;
    }

    /** The index of its first step, before which it was called. */
    public int firstStep() {
      return firstStep;
    }

    /** The step after which it returned, -1 while it has not. */
    public int lastStep() {
      return lastStep;
    }

    /** Whether it was made when so many steps were taken. One without steps was made when it returned. */
    private boolean madeWithin(int steps) {
      return (answer == null ? firstStep : Math.min(firstStep, lastStep)) < steps;
    }

    /** Whether one of its steps met a fault. */
    public boolean metFault() {
      return metFault;
    }

    /** Whether this call returned before the other was made, and no crash can have undone it since. */
    public boolean precedes(Call other) {
      return returnedAt < other.calledAt
          && (other.outlived == null || other.outlived.contains(this));
    }

    /** Whether neither call returned before the other was made. */
    public boolean overlaps(Call other) {
      return !precedes(other) && !other.precedes(this);
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private int time;

  /** Notes that a task calls. */
  public Call call(int task, Operation operation, int step) {
    Call call = new Call(task, operation, time++, step);
    calls.add(call);
    return call;
  }

  /** Notes what came back. */
  public void answered(Call call, Answer answer, int step) {
    call.answer = answer;
    call.returnedAt = time++;
    call.lastStep = step;
  }

  /** Notes that a step of the call met a fault. */
  public void metFault(Call call) {
    call.metFault = true;
  }

  /**
   * One end of a call: that it is made, or that it returns.
   *
   * @param call the call
   * @param isReturn whether it is the return
   */
  public record End(Call call, boolean isReturn) {}

  /** The same calls with the same answers, made and answered in the order of {@code ends}. */
  public static History of(List<End> ends) {
    History history = new History();
    Map<Call, Call> copies = new HashMap<>();
    for (End end : ends) {
      Call call = end.call;
      if (end.isReturn) {
        Call copy = Objects.requireNonNull(copies.get(call));
        history.answered(copy, Objects.requireNonNull(call.answer), call.lastStep);
      } else {
        Call copy = history.call(call.task, call.operation, call.firstStep);
        copy.metFault = call.metFault;
        copies.put(call, copy);
      }
    }
    return history;
  }

  /** The calls made, and answered, when so many steps were taken. */
  public History within(int steps) {
    SortedMap<Integer, End> ends = new TreeMap<>();
    for (Call call : calls) {
      if (call.madeWithin(steps)) {
        ends.put(call.calledAt, new End(call, false));
      }
      if (call.answer != null && call.lastStep < steps) {
        ends.put(call.returnedAt, new End(call, true));
      }
    }
    return of(List.copyOf(ends.values()));
  }

  /** Whether a call was made or answered by the last of so many steps. */
  public boolean changesAt(int steps) {
    return calls.stream()
        .anyMatch(call -> call.madeWithin(steps) != call.madeWithin(steps - 1)
            || (call.answer != null && call.lastStep == steps - 1));
  }

  /** All calls, in the order they were made. */
  public List<Call> calls() {
    return calls;
  }

  /** Both ends of every call: each call followed by its return. */
  public List<End> ends() {
    List<End> ends = new ArrayList<>();
    for (Call call : calls) {
      ends.add(new End(call, false));
      ends.add(new End(call, true));
    }
    return ends;
  }

  /** Changes whenever a call is made or answered. */
  public int changes() {
    return time;
  }

  /** This history and one more call after all the others, answered. */
  public History followedBy(Operation operation, Answer answer) {
    History longer = new History();
    longer.calls.addAll(calls);
    longer.time = time;
    longer.answered(
        longer.call(Integer.MAX_VALUE, operation, Integer.MAX_VALUE), answer, Integer.MAX_VALUE);
    return longer;
  }

  /**
   * This history, a crash, and what an operation on the store that came back answered. The crash may have
   * undone the last of the calls, as many as there are in the order that explains them behind the last that
   * outlives it.
   *
   * @param outlives whether it is certain that a call was not undone, nor any before it
   */
  public History followedByCrash(Operation operation, Answer answer, Predicate<Call> outlives) {
    History longer = followedBy(operation, answer);
    longer.calls.get(calls.size()).outlived =
        calls.stream().filter(outlives).collect(Collectors.toSet());
    return longer;
  }

  /** Equal for histories that the same orders explain: calls, answers, and who preceded whom. */
  public record Shape(List<Operation> operations, List<Answer> answers, List<Long> preceding) {
    /** Leaves the operations out, which the rest mostly tells: theirs is long to compute. */
    @Override
    public int hashCode() {
      return 31 * answers.hashCode() + preceding.hashCode();
    }
  }

  /** This history without its tasks and steps. Calls are taken in the order they were made. */
  public Shape shape() {
    List<Operation> operations = new ArrayList<>(calls.size());
    List<Answer> answers = new ArrayList<>(calls.size());
    List<Long> preceding = new ArrayList<>(calls.size());
    for (Call call : calls) {
      operations.add(call.operation);
      answers.add(call.answer == null ? UNANSWERED : call.answer);
      preceding.add(preceding(call));
    }
    return new Shape(operations, answers, preceding);
  }

  private static final Answer UNANSWERED = new Answer.Failed("no answer");

  /** Which calls returned before this one was made: bit n is the n-th call. */
  long preceding(Call call) {
    long bits = 0;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).precedes(call)) {
        bits |= 1L << i;
      }
    }
    return bits;
  }
}
