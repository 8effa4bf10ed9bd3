package dev.lockstep.stress.soak;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a soak in good order, with its comparison and its summary, where the process is asked to end: by
 * Ctrl+C, or by a CI server whose time is over. Until it is let go the end of the process waits for that.
 */
final class EndOnSignal {
  /** More than the last turns may take, and the opening and comparing after them. */
  private static final Duration SUMMED_UP_MAX = Duration.ofMinutes(5);

  private final CountDownLatch summedUp = new CountDownLatch(1);
  private final Thread hook;

  EndOnSignal(Course course) {
    hook = new Thread(() -> endAndWait(course), "end of the soak");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void endAndWait(Course course) {
    course.end();
    try {
      boolean isInTime = summedUp.await(SUMMED_UP_MAX.toNanos(), TimeUnit.NANOSECONDS);
      if (!isInTime) {
        System.err.println("soak: ended without a summary, which took too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What runs when the process is asked to end. */
  Thread hook() {
    return hook;
  }

  /** The soak has summed up: the process may end, and need not wait when it does. */
  void letGo() {
    summedUp.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ends) {
      // The process is ending: the hook runs, and has just been told.
    }
  }
}
