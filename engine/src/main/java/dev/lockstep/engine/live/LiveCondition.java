package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.Condition;

/** The JDK's condition of a lock. Waiting ignores interrupts and keeps them for the caller. */
@SuppressWarnings("WaitNotInLoop") // The loop is the caller's: it knows what it waits for.
final class LiveCondition implements Condition {
  private final LiveMutex mutex;
  private final String name;
  private final java.util.concurrent.locks.Condition condition;

  LiveCondition(LiveMutex mutex, String name, java.util.concurrent.locks.Condition condition) {
    this.mutex = mutex;
    this.name = name;
    this.condition = condition;
  }

  @Override
  public void await() {
    mutex.checkHeld(name);
    condition.awaitUninterruptibly();
  }

  @Override
  public boolean awaitNanos(long nanos) {
    mutex.checkHeld(name);
    long start = System.nanoTime();
    boolean interrupted = false;
    long left = nanos;
    while (true) {
      try {
        left = condition.awaitNanos(left);
        break;
      } catch (InterruptedException interrupt) {
        interrupted = true;
        left = nanos - (System.nanoTime() - start);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left > 0;
  }

  @Override
  public void signalAll() {
    mutex.checkHeld(name);
    condition.signalAll();
  }
}
