package dev.lockstep.model.strand;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A pooled thread. The pool serves all executions of the process; it grows to the most strands that
 * were ever alive at once.
 */
final class BatonWorker extends Thread {
  private static final Deque<BatonWorker> IDLE = new ArrayDeque<>();

  final Baton baton = new Baton(this);
  private @Nullable Runnable job;

  BatonWorker() {
    super("lockstep-task");
    setDaemon(true);
  }

  /** An idle thread, or a new one, that runs {@code newJob} once it is given its baton. */
  static BatonWorker take(Runnable newJob) {
    BatonWorker worker;
    synchronized (IDLE) {
      worker = IDLE.poll();
    }
    if (worker == null) {
      worker = new BatonWorker();
      worker.start();
    }
    worker.job = newJob;
    return worker;
  }

  /** Makes the calling thread available for the next job, which may come before it waits. */
  void release() {
    job = null;
    synchronized (IDLE) {
      IDLE.push(this);
    }
  }

  @Override
  public void run() {
    while (true) {
      baton.await();
      Runnable current = job;
      if (current != null) {
        current.run();
      }
    }
  }
}
