package dev.lockstep.model.strand;

import java.util.concurrent.locks.LockSupport;

/** One thread's right to run. */
final class Baton {
  private static final int YIELDS_MAX = 4;

  private final Thread thread;
  private volatile boolean held;
  private volatile boolean parked;

  Baton(Thread thread) {
    this.thread = thread;
  }

  void give() {
    held = true;
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  /** Waits for the baton: most often it comes back so soon that to park would be the slow way. */
  @SuppressWarnings("ThreadPriorityCheck")
  void await() {
    for (int i = 0; i < YIELDS_MAX && !held; i++) {
      Thread.yield();
    }
    if (!held) {
      parked = true;
      while (!held) {
        LockSupport.park(this);
      }
      parked = false;
    }
    held = false;
  }
}
