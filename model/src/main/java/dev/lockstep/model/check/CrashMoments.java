package dev.lockstep.model.check;

import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.program.CallOrders;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.scheduler.CausalOrder.Past;
import dev.lockstep.model.trace.Fingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The moments, in an execution and all that are equivalent to it, at which a crash could find
 * something new: every set of steps on the disk that can have been taken, with the most that clients
 * can have been promised by then.
 *
 * <ol>
 *   <li>Choose how many of its steps on the disk each task has taken, such that none is missing that
 *       happens before one of them.
 *   <li>Every call has returned whose last step waits for none of the steps on the disk that are still
 *       to come. More answers only bind the store more.
 *   <li>What happens before any of this has been done, and nothing else. In particular no call has been
 *       made that need not have been.
 * </ol>
 */
final class CrashMoments {
  private final CausalOrder order;
  private final List<Call> calls;
  private final List<List<Integer>> diskSteps = new ArrayList<>();
  private final Set<Long> visited = new HashSet<>();
  private final List<Moment> moments = new ArrayList<>();

  /**
   * A moment.
   *
   * @param done the steps taken
   * @param ends the calls made and answered by then
   */
  record Moment(Past done, List<End> ends) {}

  private CrashMoments(CausalOrder order, History history) {
    this.order = order;
    this.calls = history.calls();
    for (int task = 0; task < order.taskCount(); task++) {
      diskSteps.add(new ArrayList<>());
    }
    for (int step = 0; step < order.stepCount(); step++) {
      if (order.changesDisk(step)) {
        diskSteps.get(order.task(step)).add(step);
      }
    }
  }

  /** All of them. */
  static List<Moment> of(CausalOrder order, History history) {
    CrashMoments search = new CrashMoments(order, history);
    search.visit(new int[order.taskCount()]);
    return search.moments;
  }

  private void visit(int[] taken) {
    long key = Fingerprint.EMPTY;
    for (int count : taken) {
      key = Fingerprint.mix(key, count);
    }
    if (!visited.add(key)) {
      return;
    }
    moments.add(moment(taken));
    for (int task = 0; task < taken.length; task++) {
      if (hasNext(taken, task) && isFirst(taken, next(taken, task))) {
        taken[task]++;
        visit(taken);
        taken[task]--;
      }
    }
  }

  private boolean hasNext(int[] taken, int task) {
    return taken[task] < diskSteps.get(task).size();
  }

  private int next(int[] taken, int task) {
    return diskSteps.get(task).get(taken[task]);
  }

  /** Whether a step waits for none of the steps on the disk that are still to come. */
  private boolean isFirst(int[] taken, int step) {
    for (int task = 0; task < taken.length; task++) {
      if (hasNext(taken, task) && order.happensBefore(next(taken, task), step)) {
        return false;
      }
    }
    return true;
  }

  private Moment moment(int[] taken) {
    Past done = order.nothing();
    for (int task = 0; task < taken.length; task++) {
      if (taken[task] > 0) {
        done = done.with(diskSteps.get(task).get(taken[task] - 1));
      }
    }
    Set<Call> returned = new HashSet<>();
    for (Call call : calls) {
      if (call.answer() != null && canHaveReturned(taken, call)) {
        returned.add(call);
        done = done.with(call.lastStep());
      }
    }
    return new Moment(done, ends(done, returned));
  }

  private boolean canHaveReturned(int[] taken, Call call) {
    int task = order.task(call.lastStep());
    boolean isToCome = hasNext(taken, task) && next(taken, task) <= call.lastStep();
    return !isToCome && isFirst(taken, call.lastStep());
  }

  private List<End> ends(Past done, Set<Call> returned) {
    List<End> ends = new ArrayList<>();
    for (Call call : calls) {
      End made = new End(call, false);
      if (done.contains(CallOrders.step(made))) {
        ends.add(made);
      }
      if (returned.contains(call)) {
        ends.add(new End(call, true));
      }
    }
    return ends;
  }
}
