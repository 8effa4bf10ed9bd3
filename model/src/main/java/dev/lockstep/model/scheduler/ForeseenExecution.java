package dev.lockstep.model.scheduler;

import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an exhaustive search, which can be run before it is its turn, on any thread. What it
 * does is settled as soon as the sequence is noted that it follows:
 *
 * <ol>
 *   <li>the steps before that are known;
 *   <li>of the sequences of one beginning it follows the first, and those noted later are others;
 *   <li>what sleeps is what was noted for the same state before it, and so known too.
 * </ol>
 *
 * <p>Who has run it calls {@link #end}, and can go on with what follows from it ({@link #part}).
 */
public final class ForeseenExecution implements Chooser {
  private final Reduction reduction;
  private final List<PlacedStep> before;
  private final List<Event> sleepAtFirst;
  private final List<Integer> sequence = new ArrayList<>(); // The tasks whose steps it takes.
  private final @Nullable WakeupTree key;

  private List<Event> sleep;
  private final List<Event> performed = new ArrayList<>();
  private final List<Standstill> standstills = new ArrayList<>();
  private boolean isBlocked;
  private @Nullable HappensBefore order;

  ForeseenExecution(
      Reduction reduction, List<PlacedStep> before, List<Event> sleep, @Nullable WakeupTree first) {
    this.reduction = reduction;
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

  /** What it follows; the same object for the same execution of one scheduler. */
  public Object key() {
    return key == null ? this : key;
  }

  /** Whether this runs just as another one, of this scheduler or of one that explores a part. */
  public boolean runsLike(ForeseenExecution other) {
    boolean isSame = before.size() == other.before.size()
        && lastBefore() == other.lastBefore()
        && sequence.equals(other.sequence)
        && sleepAtFirst.size() == other.sleepAtFirst.size();
    for (int i = 0; isSame && i < sleepAtFirst.size(); i++) {
      isSame = sleepAtFirst.get(i).conflictsLike(other.sleepAtFirst.get(i));
    }
    return isSame;
  }

  /** The last step that it repeats. It was performed by one execution, and so tells all before it. */
  private @Nullable PlacedStep lastBefore() {
    return before.isEmpty() ? null : before.get(before.size() - 1);
  }

  /** How many steps it repeats. */
  int firstStep() {
    return before.size();
  }

  /** How many steps it takes that were settled before it ran. */
  int settledSteps() {
    return before.size() + sequence.size();
  }

  Reduction reduction() {
    return reduction;
  }

  List<PlacedStep> before() {
    return before;
  }

  List<Event> sleepAtFirst() {
    return sleepAtFirst;
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
      before.get(index).event().requireSame(index, step);
      return;
    }
    Event event = reduction.event(task, step, before, performed);
    performed.add(event);
    if (!sleep.isEmpty()) {
      sleep = Event.thoseThatCommute(sleep, event);
    }
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    standstills.add(reduction.standstill(point));
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    standstills.add(reduction.standstill(point));
  }

  /** It has run: works out the order of its steps. */
  public void end() {
    order = HappensBefore.of(before, performed, standstills);
  }

  HappensBefore happensBefore() {
    HappensBefore known = order;
    if (known == null) {
      throw new AssertionError("the execution has not ended");
    }
    return known;
  }

  /** What it shares with all that are equivalent to it. */
  public CausalOrder order() {
    return new CausalOrder(happensBefore().steps());
  }

  /**
   * A search for the executions that will follow from this one, which has ended, up to those that part from
   * its settled steps. They come in the order in which the whole search comes to them.
   */
  public ForeseenPart part() {
    return new ForeseenPart(this);
  }
}
