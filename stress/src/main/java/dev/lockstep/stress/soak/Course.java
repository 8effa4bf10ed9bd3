package dev.lockstep.stress.soak;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the tasks of one soak share: the tally, and the first thing that was wrong, which stops
 * all of them.
 */
final class Course {
  private final Tally tally;
  private final AtomicReference<Optional<String>> violation =
      new AtomicReference<>(Optional.empty());
  private volatile boolean isOver;

  Course(Tally tally) {
    this.tally = tally;
  }

  Tally tally() {
    return tally;
  }

  /** Whether tasks go on. */
  boolean goesOn() {
    return !isOver;
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

  Optional<String> violation() {
    return violation.get();
  }
}
