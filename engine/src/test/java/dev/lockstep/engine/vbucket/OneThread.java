package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.RandomBytes;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.testing.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The seam for one thread. What would be another task's work a test does at a milestone, in the midst
 * of the operation that reached it. To wait for a mutex that is held is an error: nobody would give it
 * back.
 */
final class OneThread implements Platform {

  /** What a test does at a milestone. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private final StorageFiles files;
  private final Map<String, Action> actions = new HashMap<>();
  private final List<String> milestones = new ArrayList<>();
  private long nanos = 1_700_000_000_000_000_000L;

  OneThread(StorageFiles files) {
    this.files = files;
  }

  /** Runs {@code action} the next time that the milestone is reached. */
  void at(String milestone, Action action) {
    actions.put(milestone, action);
  }

  /** The time now, which each look at the clock moves on a little. */
  long nanos() {
    return nanos;
  }

  /** The milestones reached so far, in order. */
  List<String> milestones() {
    return milestones;
  }

  @Override
  public void reached(String milestone, String subject, long value) {
    milestones.add(milestone);
    Action action = actions.remove(milestone);
    if (action != null) {
      try {
        action.run();
      } catch (IOException e) {
        throw new UncheckedIOException("at " + milestone, e);
      }
    }
  }

  @Override
  public StorageFiles files() {
    return files;
  }

  @Override
  public Clock clock() {
    return new Clock() {
      @Override
      public long epochNanos() {
        return nanos += 1_000_000;
      }

      @Override
      public long monotonicNanos() {
        return epochNanos();
      }
    };
  }

  @Override
  public RandomBytes random() {
    return Keys.RANDOM;
  }

  @Override
  public Mutex newMutex(String name) {
    return new Mutex() {
      private boolean held;

      @Override
      public void lock() {
        if (!tryLock()) {
          throw new AssertionError("nobody would give " + name + " back");
        }
      }

      @Override
      public boolean tryLock() {
        boolean wasFree = !held;
        held = true;
        return wasFree;
      }

      @Override
      public void unlock() {
        if (!held) {
          throw new AssertionError(name + " is not held");
        }
        held = false;
      }

      @Override
      public boolean isHeldByCurrentTask() {
        return held;
      }

      @Override
      public Condition newCondition(String condition) {
        return new Passing(condition, this);
      }
    };
  }

  @Override
  public <T> Cell<T> newCell(String name, T initial) {
    return new Cell<>() {
      private T value = initial;

      @Override
      public T get() {
        return value;
      }

      @Override
      public void set(T newValue) {
        value = newValue;
      }

      @Override
      @SuppressWarnings("ReferenceEquality") // Cells compare by identity.
      public boolean compareAndSet(T expected, T newValue) {
        boolean same = value == expected;
        value = same ? newValue : value;
        return same;
      }
    };
  }

  @Override
  public LongCell newLongCell(String name, long initial) {
    return new LongCell() {
      private long value = initial;

      @Override
      public long get() {
        return value;
      }

      @Override
      public void set(long newValue) {
        value = newValue;
      }

      @Override
      public boolean compareAndSet(long expected, long newValue) {
        boolean same = value == expected;
        value = same ? newValue : value;
        return same;
      }

      @Override
      public long addAndGet(long delta) {
        value += delta;
        return value;
      }
    };
  }

  @Override
  public Task start(String name, Runnable body) {
    throw new AssertionError("there is one thread only");
  }

  /** A condition that only time ends: a wait is a milestone of its name, and the time passes at once. */
  private final class Passing implements Condition {
    private final String name;
    private final Mutex mutex;

    Passing(String name, Mutex mutex) {
      this.name = name;
      this.mutex = mutex;
    }

    @Override
    public void await() {
      throw new AssertionError("nobody would signal " + name);
    }

    @Override
    public boolean awaitNanos(long timeout) {
      mutex.unlock();
      reached(name, "", timeout);
      nanos += timeout;
      mutex.lock();
      return false;
    }

    @Override
    public void signalAll() {}
  }
}
