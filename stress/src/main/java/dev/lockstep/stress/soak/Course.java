package dev.lockstep.stress.soak;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the tasks of one soak share: the tally, and the first thing that was wrong, which stops
 * all of them.
 */
final class Course {
  private final Tally tally;
  private final Turns turns = new Turns();
  private final AtomicReference<Optional<String>> violation =
      new AtomicReference<>(Optional.empty());
  private volatile boolean isOver;

  Course(Tally tally) {
    this.tally = tally;
  }

  Tally tally() {
    return tally;
  }

  /** Begins a task's next turn. False where there is none: the task ends, whatever that takes. */
  boolean nextTurn() {
    turns.begin();
    return !isOver;
  }

  /** Who still runs. */
  Turns turns() {
    return turns;
  }

  /** Ends the soak in good order. */
  void end() {
    isOver = true;
  }

  /** Says what is wrong and stops everything; only the first one is kept. */
  void violated(String what) {
    violation.compareAndSet(Optional.empty(), Optional.of(what));
    isOver = true;
  }

  /** Whether a task hangs, which is a violation. */
  boolean isStuck(Duration turnMax) {
    Optional<String> hanging = turns.hanging(turnMax);
    hanging.ifPresent(this::violated);
    return hanging.isPresent();
  }

  Optional<String> violation() {
    return violation.get();
  }
}
