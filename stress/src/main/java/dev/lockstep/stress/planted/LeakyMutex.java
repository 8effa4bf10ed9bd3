package dev.lockstep.stress.planted;

import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.DeferredPlatform;

/**
 * A mutex that is given back as soon as it is had, as by a guard that lives for one statement only: it
 * waits for who holds it and then excludes nobody.
 */
public final class LeakyMutex implements Mutex {
  private final Mutex mutex;

  private LeakyMutex(Mutex mutex) {
    this.mutex = mutex;
  }

  /** The fault; the yield only gives another thread its chance on a busy machine. */
  @Override
  @SuppressWarnings("ThreadPriorityCheck")
  public void lock() {
    mutex.lock();
    mutex.unlock();
    Thread.yield();
  }

  @Override
  public boolean tryLock() {
    if (mutex.tryLock()) {
      mutex.unlock();
      return true;
    }
    return false;
  }

  @Override
  public void unlock() {}

  @Override
  public boolean isHeldByCurrentTask() {
    return true;
  }

  @Override
  public Condition newCondition(String name) {
    return new LeakyCondition(mutex, mutex.newCondition(name));
  }

  /** Holds the mutex for the moment of each call. */
  private record LeakyCondition(Mutex mutex, Condition condition) implements Condition {
    @Override
    @SuppressWarnings("WaitNotInLoop") // The loop is the caller's.
    public void await() {
      mutex.lock();
      condition.await();
      mutex.unlock();
    }

    @Override
    public boolean awaitNanos(long nanos) {
      mutex.lock();
      boolean isSignalled = condition.awaitNanos(nanos);
      mutex.unlock();
      return isSignalled;
    }

    @Override
    public void signalAll() {
      mutex.lock();
      condition.signalAll();
      mutex.unlock();
    }
  }

  /** The platform that ships, but for its mutexes. */
  public static final class Machine extends DeferredPlatform {

    public Machine(CountedFiles files) {
      super(files);
    }

    @Override
    public Mutex newMutex(String name) {
      return new LeakyMutex(super.newMutex(name));
    }
  }
}
