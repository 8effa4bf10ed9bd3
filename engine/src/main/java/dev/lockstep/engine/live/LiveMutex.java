package dev.lockstep.engine.live;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import java.util.concurrent.locks.ReentrantLock;

/** A {@link ReentrantLock} that refuses to be entered twice. Waiting ignores interrupts. */
final class LiveMutex implements Mutex {
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();

  LiveMutex(String name) {
    this.name = name;
  }

  @Override
  public void lock() {
    checkNotHeld();
    lock.lock();
  }

  @Override
  public boolean tryLock() {
    checkNotHeld();
    return lock.tryLock();
  }

  @Override
  public void unlock() {
    Invariant.check(
        lock.isHeldByCurrentThread(),
        "mutex %s is unlocked by %s, which does not hold it",
        name,
        Thread.currentThread().getName());
    lock.unlock();
  }

  @Override
  public boolean isHeldByCurrentTask() {
    return lock.isHeldByCurrentThread();
  }

  @Override
  public Condition newCondition(String condition) {
    return new LiveCondition(this, condition, lock.newCondition());
  }

  void checkHeld(String condition) {
    Invariant.check(
        lock.isHeldByCurrentThread(),
        "condition %s is used without holding its mutex %s",
        condition,
        name);
  }

  private void checkNotHeld() {
    Invariant.check(
        !lock.isHeldByCurrentThread(),
        "mutex %s is locked again by %s, which holds it",
        name,
        Thread.currentThread().getName());
  }
}
