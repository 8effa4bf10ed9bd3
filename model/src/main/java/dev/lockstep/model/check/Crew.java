package dev.lockstep.model.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run executions: the calling one and, where there is more than one job, others
 * beside it. Work is begun in the order in which it was given. Whoever waits for a piece that nobody
 * has begun does it himself, and while somebody else is at it he does the next ones: pieces take some ten
 * microseconds, and to fall asleep and be woken takes longer.
 */
final class Crew implements AutoCloseable {
  /** A few ten microseconds: so long one looks for work before one falls asleep. */
  private static final int SPINS_MAX = 2_000;

  private final LinkedBlockingQueue<FutureTask<?>> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  /** So many jobs, the calling thread's included. */
  Crew(int jobs) {
    for (int i = 1; i < jobs; i++) {
      Thread thread = new Thread(this::work, "lockstep-explorer-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** How many pieces of work can go on at once. */
  int jobs() {
    return 1 + threads.size();
  }

  boolean isAlone() {
    return threads.isEmpty();
  }

  /** How many pieces of work nobody has begun. */
  int waiting() {
    return queue.size();
  }

  /** Gives a piece of work. */
  <T> FutureTask<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    if (!isAlone()) {
      queue.add(task);
    }
    return task;
  }

  /** Waits for a piece of work. What it throws comes out here. */
  <T> T await(FutureTask<T> task) {
    if (queue.remove(task) || isAlone()) {
      task.run();
    }
    workUntil(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw unchecked(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while exploring", e);
    }
  }

  /** Does other work until the task is done or there is none. */
  private void workUntil(FutureTask<?> task) {
    for (FutureTask<?> other = soon(task::isDone); other != null; other = soon(task::isDone)) {
      other.run();
    }
  }

  /** What is waiting to be begun now or within {@link #SPINS_MAX} looks; null if nothing is, or it is over. */
  private @Nullable FutureTask<?> soon(BooleanSupplier isOver) {
    for (int spins = 0; spins < SPINS_MAX && !isOver.getAsBoolean(); spins++) {
      FutureTask<?> task = queue.poll();
      if (task != null) {
        return task;
      }
      Thread.onSpinWait();
    }
    return null;
  }

  private static RuntimeException unchecked(ExecutionException failure) {
    Throwable thrown = failure.getCause();
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure);
  }

  private void work() {
    try {
      while (true) {
        next().run();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private FutureTask<?> next() throws InterruptedException {
    FutureTask<?> task = soon(() -> false);
    return task == null ? queue.take() : task;
  }

  /** Forgets what nobody has begun and lets the others end. */
  @Override
  public void close() {
    queue.clear();
    threads.forEach(Thread::interrupt);
  }
}
