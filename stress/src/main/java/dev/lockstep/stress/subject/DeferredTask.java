package dev.lockstep.stress.subject;

import dev.lockstep.engine.platform.Task;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task without a thread: it runs, once, on the thread of whoever runs it or first waits for its end.
 * So a race has as many threads as it has actors, and one of them may be the task.
 */
public final class DeferredTask implements Task {
  private final String name;
  private final Runnable body;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  DeferredTask(String name, Runnable body) {
    this.name = name;
    this.body = body;
  }

  @Override
  public String name() {
    return name;
  }

  /** Runs it to its end, unless somebody does or did. */
  public void run() {
    if (begun.compareAndSet(false, true)) {
      try {
        body.run();
      } finally {
        ended.countDown();
      }
    }
  }

  @Override
  public void join() {
    run();
    try {
      ended.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts " + name, e);
    }
  }
}
