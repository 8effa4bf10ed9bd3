package dev.lockstep.stress.architecture.offending;

final class OffendsThreads {
  static final ThreadLocal<String> local = ThreadLocal.withInitial(() -> "");

  static void start(Runnable body) {
    new Thread(body).start();
  }

  static Runnable reference() {
    return Thread::yield;
  }

  static String lambda() {
    Runnable nap = () -> Thread.onSpinWait();
    return nap.toString();
  }
}
