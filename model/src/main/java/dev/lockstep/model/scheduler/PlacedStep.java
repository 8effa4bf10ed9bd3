package dev.lockstep.model.scheduler;

/** A step with its place in the causal order of the execution that performed it. It never changes. */
final class PlacedStep {
  private final Event event;
  private final int[] clock;
  private final int previousOnObject;
  private final int previousInRoom;
  private final int[] races;

  /**
   * A step.
   *
   * @param event what it did
   * @param clock for every task the number of steps, up to its last one that happened before this, and this
   * @param previousOnObject the index of the step before this one that touches the same object; -1 if there is
   *     none
   * @param previousInRoom that of the step before this one that may need room on a disk that may be full
   * @param races the indices of the steps that this one is in a race with
   */
  PlacedStep(Event event, int[] clock, int previousOnObject, int previousInRoom, int[] races) {
    this.event = event;
    this.clock = clock;
    this.previousOnObject = previousOnObject;
    this.previousInRoom = previousInRoom;
    this.races = races;
  }

  Event event() {
    return event;
  }

  int task() {
    return event.task();
  }

  int[] clock() {
    return clock;
  }

  int previousOnObject() {
    return previousOnObject;
  }

  int previousInRoom() {
    return previousInRoom;
  }

  int[] races() {
    return races;
  }

  /** Whether the step of index {@code step}, taken by {@code other}, happens before this one. */
  boolean comesAfter(int step, int other) {
    return other < clock.length && clock[other] > step;
  }
}
