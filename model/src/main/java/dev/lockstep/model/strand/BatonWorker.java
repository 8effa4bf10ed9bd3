package dev.lockstep.model.strand;

import org.jspecify.annotations.Nullable;

/**
 * A pooled thread. The pool of a core serves all executions there; it grows to the most strands that
 * were ever alive at once.
 */
final class BatonWorker extends Thread {
  final Baton baton = new Baton(this);
  private final Core core;
  private @Nullable Runnable job;

  private BatonWorker(Core core) {
    super("lockstep-task");
    this.core = core;
    setDaemon(true);
  }

  /** An idle thread of the core, or a new one, that runs {@code newJob} once it is given its baton. */
  static BatonWorker take(Core core, Runnable newJob) {
    BatonWorker worker = core.pollIdle();
    if (worker == null) {
      worker = new BatonWorker(core);
      worker.start(); // A thread of the core does this, so the new one is kept there too.
    }
    worker.job = newJob;
    return worker;
  }

  /** Makes the calling thread available for the next job, which may come before it waits. */
  void release() {
    job = null;
    core.addIdle(this);
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
