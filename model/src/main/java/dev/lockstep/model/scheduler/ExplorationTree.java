package dev.lockstep.model.scheduler;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.scheduler.HappensBefore.BlockedRace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The states that an exhaustive search has come to and not left for good, those of the current execution,
 * with what is left to do from each:
 *
 * <ol>
 *   <li>The next execution goes back to the last state for which a sequence was noted, and follows that.
 *   <li>Once it has run, its new states are added.
 *   <li>For each pair of its racing steps, what it did without the first of the two, followed by the second, is
 *       noted for the state before the first, unless that has been or will be explored anyway.
 * </ol>
 *
 * <p>The tree of a part of a search begins with steps that others lead to ({@link #below}). Nothing is noted
 * for the states before them, and it ends when nothing is left behind them. The whole search comes to the same
 * executions there, for what it notes for states behind a sequence comes from those executions alone: a sequence that
 * the last one begins with ends there ({@link WakeupTree#insert}).
 */
final class ExplorationTree {
  private final Reduction reduction;
  private final int root; // So many steps the tree does not decide on.
  private final List<Frame> frames = new ArrayList<>();
  private int firstNew;
  private boolean begun;

  private ExplorationTree(Reduction reduction, int root) {
    this.reduction = reduction;
    this.root = root;
  }

  /** That of a search that begins. */
  static ExplorationTree whole(Reduction reduction) {
    return new ExplorationTree(reduction, 0);
  }

  /** That of what comes after the settled steps of an execution. It has ended, and is the first. */
  static ExplorationTree below(ForeseenExecution first) {
    ExplorationTree tree = new ExplorationTree(first.reduction(), first.settledSteps());
    for (PlacedStep step : first.before()) {
      Frame frame = new Frame(List.of(), List.of());
      frame.performed(step);
      tree.frames.add(frame);
    }
    tree.begun = true;
    tree.firstNew = first.firstStep();
    tree.frames.add(new Frame(new ArrayList<>(first.sleepAtFirst()), new ArrayList<>()));
    tree.accept(first);
    return tree;
  }

  /** Whether some execution has ended and nothing is left to explore. */
  boolean isExplored() {
    return begun && frames.stream().allMatch(frame -> frame.wakeups.isEmpty());
  }

  /** Step 1; false if nothing is left. */
  boolean begin() {
    if (!begun) {
      begun = true;
      return true;
    }
    while (frames.size() > root) {
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

  /** The execution that was begun, to be run and then taken over by {@link #accept}. */
  ForeseenExecution current() {
    if (frames.isEmpty()) {
      return new ForeseenExecution(reduction, List.of(), List.of(), null);
    }
    Frame frame = frames.get(firstNew);
    return new ForeseenExecution(reduction, steps(firstNew), frame.sleep, frame.guide());
  }

  /**
   * Executions that will be begun later for certain, those that come soonest first.
   *
   * @param statesMax those are left out that part from the current execution after so many steps, or later
   * @param known whether the execution with this {@link ForeseenExecution#key} is left out
   */
  List<ForeseenExecution> foreseen(int max, int statesMax, Predicate<Object> known) {
    List<ForeseenExecution> executions = new ArrayList<>();
    int last = Math.min(statesMax, frames.size()) - 1;
    for (int i = last; i >= 0 && executions.size() < max; i--) {
      Frame frame = frames.get(i);
      if (frame.wakeups.isEmpty() || !frame.isPerformed()) {
        continue;
      }
      List<Event> sleep = new ArrayList<>(frame.sleep);
      sleep.add(frame.event());
      for (WakeupTree wakeup : frame.wakeups) {
        if (!known.test(wakeup)) {
          executions.add(new ForeseenExecution(reduction, steps(i), sleep, wakeup));
        }
        sleep.add(wakeup.event());
      }
    }
    return executions;
  }

  private List<PlacedStep> steps(int count) {
    List<PlacedStep> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      steps.add(frames.get(i).step());
    }
    return steps;
  }

  /** Takes over the execution that was begun and has been run as {@code execution}. Steps 2 and 3. */
  void accept(ForeseenExecution execution) {
    HappensBefore order = execution.happensBefore();
    List<PlacedStep> steps = order.steps();
    for (int i = execution.firstStep(); i < steps.size(); i++) {
      if (i == frames.size()) {
        frames.add(nextFrame());
      }
      frames.get(i).performed(steps.get(i));
    }
    while (!frames.isEmpty() && !frames.get(frames.size() - 1).isPerformed()) {
      frames.remove(frames.size() - 1);
    }
    for (PlacedStep second : steps) {
      for (int first : second.races()) {
        noteReversal(first, second.event());
      }
    }
    for (BlockedRace race : order.blockedRaces()) {
      noteReversal(race.first(), race.lock());
    }
  }

  private Frame nextFrame() {
    return frames.isEmpty()
        ? new Frame(new ArrayList<>(), new ArrayList<>())
        : frames.get(frames.size() - 1).next();
  }

  /** Notes that {@code second} shall come ahead of step {@code first}, with which it races. */
  private void noteReversal(int first, Event second) {
    if (first < root) {
      return;
    }
    Frame frame = frames.get(first);
    Event firstEvent = frame.event();
    List<Event> sequence = new ArrayList<>();
    for (int i = first + 1; i < frames.size(); i++) {
      PlacedStep later = frames.get(i).step();
      if (!later.comesAfter(first, firstEvent.task())) {
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

  /**
   * How much is explored, estimated after Knuth ("Estimating the efficiency of backtrack programs",
   * 1975): every choice is taken to lead to as much as each of its alternatives that are known so far.
   */
  double estimatedShare() {
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

  void save(DataOutput output) throws IOException {
    output.writeBoolean(begun);
    SavedSteps.writeFrames(output, frames);
  }

  void restore(DataInput input) throws IOException {
    begun = input.readBoolean();
    frames.addAll(SavedSteps.readFrames(input, reduction.diskOrder()));
  }
}
