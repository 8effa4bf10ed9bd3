package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.Task;

/** A task on a thread of its own. */
final class LiveTask implements Task {
  private final Thread thread;

  private LiveTask(Thread thread) {
    this.thread = thread;
  }

  static Task start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(false); // Else it would be what the starting thread is.
    thread.start();
    return new LiveTask(thread);
  }

  @Override
  public String name() {
    return thread.getName();
  }

  /** Waits to the end; an interrupt meanwhile is kept for the caller and does not cut the wait. */
  @Override
  public void join() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException interrupt) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
