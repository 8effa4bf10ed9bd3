package dev.lockstep.model.program;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.CausalOrder.Past;
import dev.lockstep.model.trace.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders in which the calls of an execution are made and answered in the executions that are
 * equivalent to it. A call is made right before its first step and returns right after its last.
 *
 * <p>An answer that comes earlier can only rule more explanations out. So of all orders it is enough
 * to look at those in which every call returns as soon as it can:
 *
 * <ol>
 *   <li>let all calls return whose last step, by the causal order, waits for nothing that is not done;
 *   <li>make any one of the calls that can be made; go on with 1.
 * </ol>
 */
public final class CallOrders {
  private static final int ENDS_MAX = 62;
  private static final int ORDERS_MAX = 100_000;
  private static final int NONE = -1;

  private final List<End> ends;
  private final long[] before;
  private final List<End> sequence = new ArrayList<>();
  private final List<List<End>> found = new ArrayList<>();

  private CallOrders(CausalOrder order, List<End> ends) {
    Invariant.check(
        ends.size() <= ENDS_MAX, "calls and returns: %d, at most %d", ends.size(), ENDS_MAX);
    this.ends = ends;
    this.before = new long[ends.size()];
    for (int i = 0; i < before.length; i++) {
      for (int j = 0; j < before.length; j++) {
        if (precedes(order, j, i)) {
          before[i] |= 1L << j;
        }
      }
    }
  }

  /**
   * The orders.
   *
   * @param ends the calls in the order they were made, each followed by its return if it has one
   */
  public static List<List<End>> of(CausalOrder order, List<End> ends) {
    CallOrders orders = new CallOrders(order, ends);
    orders.search(0, NONE);
    return orders.found;
  }

  private boolean precedes(CausalOrder order, int first, int second) {
    int firstStep = step(ends.get(first));
    int secondStep = step(ends.get(second));
    return firstStep == secondStep ? first < second : order.happensBefore(firstStep, secondStep);
  }

  /** The step with which a call is made or answered; of a call without steps, the one before. */
  public static int step(End end) {
    Call call = end.call();
    return end.isReturn() ? call.lastStep() : Math.min(call.firstStep(), call.lastStep());
  }

  private void search(long done, int lastCall) {
    int length = sequence.size();
    long closed = returnAll(done);
    int called = closed == done ? lastCall : NONE;
    if (sequence.size() == ends.size()) {
      Invariant.check(found.size() < ORDERS_MAX, "the calls have too many orders");
      found.add(List.copyOf(sequence));
    }
    for (int i = 0; i < before.length; i++) {
      // Of two calls in a row the one made earlier in the execution comes first: it cannot wait for
      // the other, so they could be exchanged.
      boolean isTwin = i < called;
      if (canCome(i, closed) && !isTwin) {
        sequence.add(ends.get(i));
        search(closed | 1L << i, i);
        sequence.remove(sequence.size() - 1);
      }
    }
    sequence.subList(length, sequence.size()).clear();
  }

  private long returnAll(long done) {
    long closed = done;
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (int i = 0; i < before.length; i++) {
        if (ends.get(i).isReturn() && canCome(i, closed)) {
          sequence.add(ends.get(i));
          closed |= 1L << i;
          goesOn = true;
        }
      }
    }
    return closed;
  }

  private boolean canCome(int end, long done) {
    return (done >>> end & 1) == 0 && (before[end] & ~done) == 0;
  }

  /** A schedule of the steps in {@code done}, with calls and returns in the order of {@code ends}. */
  public static Schedule schedule(CausalOrder order, Past done, List<End> ends) {
    byte[] tasks = new byte[order.stepCount()];
    boolean[] taken = new boolean[order.stepCount()];
    int length = 0;
    for (End end : ends) {
      length = append(order, order.nothing().with(step(end)), taken, tasks, length);
    }
    return Schedule.of(tasks, append(order, done, taken, tasks, length));
  }

  private static int append(
      CausalOrder order, Past steps, boolean[] taken, byte[] tasks, int length) {
    int end = length;
    for (int step = 0; step < taken.length; step++) {
      if (!taken[step] && steps.contains(step)) {
        taken[step] = true;
        tasks[end] = (byte) order.task(step);
        end++;
      }
    }
    return end;
  }
}
