package dev.lockstep.model.simulation;

/** What a task that waits on a condition waits for: the end of its wait, and then the mutex. */
final class WakeUp implements Awaited {
  private final SimulatedMutex mutex;
  private final int condition;
  private int signal = PendingStep.NO_STEP;
  private boolean timedOut;

  WakeUp(SimulatedMutex mutex, int condition) {
    this.mutex = mutex;
    this.condition = condition;
  }

  /** Ends the wait by the signal that is step {@code step}, unless its time is over. */
  void signalledBy(int step) {
    if (!hasEnded()) {
      signal = step;
    }
  }

  /** Ends the wait because its time is over. */
  void timeOut() {
    timedOut = true;
  }

  boolean isSignalled() {
    return signal != PendingStep.NO_STEP;
  }

  /** Whether nothing but the mutex is waited for any more. */
  boolean hasEnded() {
    return timedOut || isSignalled();
  }

  @Override
  public boolean isReady() {
    return hasEnded() && mutex.isReady();
  }

  @Override
  public int holder() {
    return hasEnded() ? mutex.holder() : SchedulingPoint.NO_TASK;
  }

  @Override
  public int object() {
    return hasEnded() ? mutex.object() : condition;
  }

  @Override
  public boolean isUpToMutex() {
    return hasEnded();
  }

  @Override
  public int enabler() {
    return signal;
  }
}
