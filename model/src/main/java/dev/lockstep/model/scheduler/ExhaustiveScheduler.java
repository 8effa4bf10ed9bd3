package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.simulation.PendingStep;
import dev.lockstep.model.simulation.SchedulingPoint;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs one execution of every equivalence class, and no two of the same. Executions are equivalent
 * if they differ only by the order of steps that commute: every task sees the same in them, and they
 * end alike. It is the optimal dynamic partial-order reduction of Abdulla, Aronis, Jonsson and
 * Sagonas ("Optimal dynamic partial order reduction", POPL 2014; "Source sets: a foundation for
 * optimal dynamic partial order reduction", Journal of the ACM 64(4), 2017).
 *
 * <p>An execution:
 *
 * <ol>
 *   <li>follows the one before it up to some step;
 *   <li>from there follows a sequence that was noted for that state, to its end;
 *   <li>goes on with any task that does not sleep, preferring not to preempt;
 *   <li>when it has ended, looks at its pairs of racing steps. For each, what it did without the
 *       first of the two, followed by the second, is noted for the state before the first, unless
 *       that has been or will be explored anyway.
 * </ol>
 *
 * <p>A task sleeps in a state if everything that begins with its next step was explored from there,
 * until a step is taken that conflicts with that one. If only sleeping tasks are left the execution
 * is <em>blocked</em>: it would only repeat others. That the noted sequences are kept as wakeup trees
 * makes sure that there are none.
 *
 * <p>What conflicts is decided by what steps did, not by what they announced: a compare-and-set that
 * failed is a read. The second step of a race may do something else once it comes first, so it is
 * worked out what that is from what it would find. Time passes only where no task can go on: that has no
 * order to choose, and keeps what is before it from what is after it. An execution that ends because a task failed or
 * the steps ran out stands for all that begin like it.
 *
 * <p>Whoever looks at an execution otherwise than through the eyes of its tasks must know that it
 * stands for others in which commuting steps were taken in another order. {@link #order} says which
 * steps keep theirs. Two things are seen from outside. Which call had returned before another was
 * made, which a check of the answers needs, and what is on the disk when a crash comes, and which calls
 * had returned by then. Neither is kept apart here, for that would multiply the executions: whoever
 * needs it goes through the orders that the causal order of each execution allows.
 */
public final class ExhaustiveScheduler implements Scheduler, Resumable {
  private final DiskOrder diskOrder;
  private FaultPlan plan = FaultPlan.NONE;
  private final List<Frame> frames = new ArrayList<>();
  private long executions;
  private long blocked;
  private boolean begun;
  private boolean complete;

  private int firstNew;
  private boolean isBlocked;
  private final List<Standstill> standstills = new ArrayList<>();

  public ExhaustiveScheduler(DiskOrder diskOrder) {
    this.diskOrder = diskOrder;
  }

  /** Tasks meet the faults of this plan, in all executions. */
  void under(FaultPlan newPlan) {
    Invariant.check(!begun, "the plan is known before the first execution");
    plan = newPlan;
  }

  @Override
  public boolean beginExecution() {
    if (begun && !backtrack()) {
      complete = true;
      return false;
    }
    begun = true;
    isBlocked = false;
    standstills.clear();
    return true;
  }

  /** Whether some execution has ended and nothing is left to explore. */
  public boolean isExplored() {
    return begun && frames.stream().allMatch(frame -> frame.wakeups.isEmpty());
  }

  /** Goes back to the last state from which something is left to explore. */
  private boolean backtrack() {
    while (!frames.isEmpty()) {
      Frame top = frames.get(frames.size() - 1);
      top.putToSleep();
      if (top.takeWakeup()) {
        firstNew = frames.size() - 1;
        return true;
      }
      frames.remove(frames.size() - 1);
    }
    return false;
  }

  @Override
  public int choose(SchedulingPoint point) {
    int step = point.step();
    if (step == frames.size() && !push(point)) {
      isBlocked = true;
      return STOP;
    }
    int task = frames.get(step).task;
    if (!point.isEnabled(task)) {
      throw new NondeterminismException("at step " + step + " " + point.name(task)
          + " could go on before and cannot now; enabled are: "
          + ReplayScheduler.enabled(point));
    }
    return task;
  }

  /** Adds the frame of a state that is new; false if all its tasks sleep. */
  private boolean push(SchedulingPoint point) {
    Frame frame = nextFrame();
    if (!frame.hasGuide()) {
      int task = firstAwake(point, frame);
      if (task == STOP) {
        return false;
      }
      frame.take(task);
    } else if (frame.sleeps(frame.task)) {
      return false;
    }
    frames.add(frame);
    return true;
  }

  private static int firstAwake(SchedulingPoint point, Frame frame) {
    for (int i = 0; i < point.enabledCount(); i++) {
      if (!frame.sleeps(point.enabled(i))) {
        return point.enabled(i);
      }
    }
    return STOP;
  }

  @Override
  public void performed(int index, int task, PendingStep step) {
    Frame frame = frames.get(index);
    if (!frame.isPerformed()) {
      frame.performed(Event.of(task, step, planned(index, task), diskOrder));
      return;
    }
    frame.event().requireSame(index, step);
  }

  /** What the plan holds for the step of that index. */
  private Fault planned(int index, int task) {
    if (plan.size() == 0) {
      return Fault.NONE;
    }
    int ownStep = 0;
    for (int i = 0; i < index; i++) {
      ownStep += frames.get(i).task == task ? 1 : 0;
    }
    return plan.at(task, ownStep);
  }

  @Override
  public void deadlocked(SchedulingPoint point) {
    standstills.add(Standstill.at(point, diskOrder));
  }

  @Override
  public void timePasses(SchedulingPoint point) {
    standstills.add(Standstill.at(point, diskOrder));
  }

  @Override
  public void endExecution(SimulationResult result) {
    if (isBlocked) {
      blocked++;
    } else {
      executions++;
    }
    while (!frames.isEmpty() && !frames.get(frames.size() - 1).isPerformed()) {
      frames.remove(frames.size() - 1);
    }
    HappensBefore order = HappensBefore.of(frames, standstills, firstNew);
    for (Frame second : frames) {
      for (int first : second.races) {
        noteReversal(first, second.event());
      }
    }
    order.blockedRaces().forEach(race -> noteReversal(race.first(), race.lock()));
  }

  /**
   * The execution that was begun, to be run apart from this scheduler and then taken over by {@link
   * #accept}.
   */
  public ForeseenExecution current() {
    if (frames.isEmpty()) {
      return new ForeseenExecution(diskOrder, List.of(), List.of(), null);
    }
    Frame frame = frames.get(firstNew);
    return new ForeseenExecution(diskOrder, events(firstNew), frame.sleep, frame.guide());
  }

  /**
   * Executions that will be begun later for certain, those that come soonest first. They may be run
   * before their time: what is noted in between makes no difference to them.
   *
   * @param known whether the execution with this {@link ForeseenExecution#key} is left out
   */
  public List<ForeseenExecution> foreseen(int max, Predicate<Object> known) {
    List<ForeseenExecution> executions = new ArrayList<>();
    for (int i = frames.size() - 1; i >= 0 && executions.size() < max; i--) {
      Frame frame = frames.get(i);
      if (frame.wakeups.isEmpty() || !frame.isPerformed()) {
        continue;
      }
      List<Event> sleep = new ArrayList<>(frame.sleep);
      sleep.add(frame.event());
      for (WakeupTree wakeup : frame.wakeups) {
        if (!known.test(wakeup)) {
          executions.add(new ForeseenExecution(diskOrder, events(i), sleep, wakeup));
        }
        sleep.add(wakeup.event());
      }
    }
    return executions;
  }

  private List<Event> events(int count) {
    List<Event> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(frames.get(i).event());
    }
    return events;
  }

  /** Takes over the execution that was begun and has been run as {@code execution}. */
  public void accept(ForeseenExecution execution, SimulationResult result) {
    int step = execution.firstStep();
    for (Event event : execution.performed()) {
      if (step == frames.size()) {
        frames.add(nextFrame());
      }
      Frame frame = frames.get(step);
      if (frame.hasGuide()) {
        Invariant.check(
            frame.task == event.task(), "task %s, not task %s", frame.task, event.task());
      } else {
        frame.take(event.task());
      }
      frame.performed(event);
      step++;
    }
    isBlocked = execution.isBlocked();
    standstills.addAll(execution.standstills());
    endExecution(result);
  }

  private Frame nextFrame() {
    if (frames.isEmpty()) {
      return new Frame(new ArrayList<>(), new ArrayList<>());
    }
    Frame parent = frames.get(frames.size() - 1);
    Frame frame = new Frame(parent.sleepAfter(), parent.wakeupsAfter());
    frame.takeWakeup();
    return frame;
  }

  /** Notes that {@code second} shall come ahead of step {@code first}, with which it races. */
  private void noteReversal(int first, Event second) {
    Frame frame = frames.get(first);
    Event firstEvent = frame.event();
    List<Event> sequence = new ArrayList<>();
    for (int i = first + 1; i < frames.size(); i++) {
      Frame later = frames.get(i);
      if (!later.comesAfter(first, frame.task)) {
        sequence.add(later.event());
      }
    }
    sequence.add(second.aheadOf(firstEvent));
    for (Event sleeping : frame.sleep) {
      if (WakeupTree.mayBegin(sleeping, sequence)) {
        return;
      }
    }
    WakeupTree.insert(frame.wakeups, sequence);
  }

  /** What the execution that has just ended shares with all that are equivalent to it. */
  public CausalOrder order() {
    return new CausalOrder(frames);
  }

  @Override
  public Optional<CausalOrder> sharedOrder() {
    return Optional.of(order());
  }

  @Override
  public void save(DataOutput output) throws IOException {
    output.writeLong(executions);
    output.writeLong(blocked);
    output.writeBoolean(begun);
    SavedSteps.writeFrames(output, frames);
  }

  @Override
  public void restore(DataInput input) throws IOException {
    executions = input.readLong();
    blocked = input.readLong();
    begun = input.readBoolean();
    frames.addAll(SavedSteps.readFrames(input, diskOrder));
  }

  /** How many executions were ended because they would only have repeated others. */
  public long blocked() {
    return blocked;
  }

  /**
   * The coverage. While it is not complete, the share is estimated after Knuth ("Estimating the
   * efficiency of backtrack programs", 1975): every choice is taken to lead to as much as each of
   * its alternatives that are known so far. More become known, so the share tends to be too high.
   */
  @Override
  public Coverage coverage() {
    String traces = executions + " traces, " + blocked + " blocked";
    String description = complete
        ? "complete: all " + traces
        : String.format(
            Locale.ROOT, "stopped after %s; estimated share %.2g", traces, estimatedShare());
    return new Coverage(executions, complete, description);
  }

  private double estimatedShare() {
    double share = 0;
    double weight = 1;
    for (Frame frame : frames) {
      double choices = frame.explored + 1.0 + frame.wakeups.size();
      share += weight * frame.explored / choices;
      weight /= choices;
    }
    Invariant.check(share + weight <= 1.0 + 1e-9, "a share is at most 1");
    return share + weight;
  }
}
