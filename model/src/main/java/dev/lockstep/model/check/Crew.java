package dev.lockstep.model.check;

import dev.lockstep.model.strand.Core;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run executions: one that leads, which is the calling one unless jobs are kept on cores,
 * and, where there is more than one job, others beside it. Work is begun in the order in which it was given.
 * Whoever waits for a piece that nobody has begun does it himself, and while somebody else is at it he does the
 * next ones: pieces take some ten microseconds, and to fall asleep and be woken takes longer.
 */
final class Crew implements AutoCloseable {
  /** A few ten microseconds: so long one looks for work before one falls asleep. */
  private static final int SPINS_MAX = 2_000;

  private static final String NAME = "lockstep-explorer-";

  private final LinkedBlockingQueue<FutureTask<?>> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Thread leader; // Null if it is the calling thread.
  private volatile boolean isClosed;

  /** So many jobs, the leader's included. */
  Crew(int jobs) {
    for (int job = 1; job < jobs; job++) {
      threads.add(Core.ofJob(job).start(NAME + job, this::work));
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

  /** Carries out what gives the others their work and waits for it. What it throws comes out here. */
  <T> T lead(Supplier<T> exploration) {
    if (isAlone() || !Core.ofJob(0).isKept()) {
      return exploration.get();
    }
    FutureTask<T> task = new FutureTask<>(exploration::get);
    leader = Core.ofJob(0).start(NAME + 0, task);
    return result(task);
  }

  /** Gives a piece of work. */
  <T> FutureTask<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    if (!isAlone() && !isClosed) {
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
    return result(task);
  }

  private static <T> T result(FutureTask<T> task) {
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
    isClosed = true;
    queue.clear();
    threads.forEach(Thread::interrupt);
    if (leader != null) {
      leader.interrupt();
    }
  }
}
