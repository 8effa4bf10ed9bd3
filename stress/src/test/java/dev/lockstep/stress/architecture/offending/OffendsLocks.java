package dev.lockstep.stress.architecture.offending;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

final class OffendsLocks {
  final AtomicLong number = new AtomicLong();
  volatile int plain;

  void lock() {
    new ReentrantLock().lock();
  }

  synchronized void enter() {
    plain = 1;
  }

  void tell() {
    notifyAll();
  }

  void executor() {
    Executors.newCachedThreadPool().shutdown();
  }
}
