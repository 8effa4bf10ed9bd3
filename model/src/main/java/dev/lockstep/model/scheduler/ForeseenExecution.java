package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an {@link ExhaustiveScheduler} that can be run before it is its turn, on any
 * thread. What it does is settled as soon as the sequence is noted that it follows:
 *
 * <ol>
 *   <li>the steps before that are known;
 *   <li>of the sequences of one beginning it follows the first, and those noted later are others;
 *   <li>what sleeps is what was noted for the same state before it, and so known too.
 * </ol>
 */
public final class ForeseenExecution implements Chooser {
  private final DiskOrder diskOrder;
  private final List<Event> before;
  private final List<Event> sleepAtFirst;
  private final List<Integer> sequence = new ArrayList<>(); // The tasks whose steps it takes.
  private final @Nullable WakeupTree key;

  private List<Event> sleep;
  private final List<Event> performed = new ArrayList<>();
  private final List<Standstill> standstills = new ArrayList<>();
  private boolean isBlocked;

  ForeseenExecution(
      DiskOrder diskOrder, List<Event> before, List<Event> sleep, @Nullable WakeupTree first) {
    this.diskOrder = diskOrder;
    this.before = before;
    this.sleepAtFirst = List.copyOf(sleep);
    this.sleep = sleepAtFirst;
    this.key = first;
    WakeupTree next = first;
    while (next != null) {
      sequence.add(next.event().task());
      next = next.children().isEmpty() ? null : next.children().get(0);
    }
  }

  /** What it follows; the same object for the same execution. */
  public Object key() {
    return key == null ? this : key;
  }

  /** Whether this runs just as another one that follows the same sequence. */
  @SuppressWarnings("ReferenceEquality") // keys stand for themselves; see key()
  public boolean runsLike(ForeseenExecution other) {
    boolean isSame = key == other.key
        && sequence.equals(other.sequence)
        && sleepAtFirst.size() == other.sleepAtFirst.size();
    for (int i = 0; isSame && i < sleepAtFirst.size(); i++) {
      isSame = sleepAtFirst.get(i).conflictsLike(other.sleepAtFirst.get(i));
    }
    return isSame;
  }

  /** How many steps it repeats. */
  int firstStep() {
    return before.size();
  }

  /** The steps after those. */
  List<Event> performed() {
    return performed;
  }

  List<Standstill> standstills() {
    return standstills;
  }

  boolean isBlocked() {
    return isBlocked;
  }

  @Override
  public String toString() {
    return "after " + before.size() + " steps " + sequence + " while " + sleepAtFirst + " sleep";
  }

  @Override
  public int choose(SchedulingPoint point) {
    int step = point.step();
    int task = step < before.size() ? before.get(step).task() : choose(point, step - before.size());
    if (task == STOP) {
      isBlocked = true;
    } else if (!point.isEnabled(task)) {
      throw new NondeterminismException("at step " + step + " " + point.name(task)
          + " could go on before and cannot now; enabled are: "
          + ReplayScheduler.enabled(point));
    }
    return task;
  }

  private int choose(SchedulingPoint point, int index) {
    if (index < sequence.size()) {
      int task = sequence.get(index);
      return sleeps(task) ? STOP : task;
    }
    for (int i = 0; i < point.enabledCount(); i++) {
      if (!sleeps(point.enabled(i))) {
        return point.enabled(i);
      }
    }
    return STOP;
  }

  private boolean sleeps(int task) {
    for (Event event : sleep) {
      if (event.task() == task) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    if (index < before.size()) {
      before.get(index).requireSame(index, step);
      return;
    }
    Event event = Event.of(task, step, diskOrder);
    performed.add(event);
    if (!sleep.isEmpty()) {
      sleep = Event.thoseThatCommute(sleep, event);
    }
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    standstills.add(Standstill.at(point, diskOrder));
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    standstills.add(Standstill.at(point, diskOrder));
  }
}
