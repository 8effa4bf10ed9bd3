package dev.lockstep.engine.platform;

/**
 * A place where tasks wait for others to change what a {@link Mutex} guards. Every call is made by the
 * holder of that mutex; any other caller is a broken invariant.
 *
 * <p>A wait may end without a signal, and by the time it has ended others may have changed things
 * again. So whoever waits looks in a loop:
 *
 * <pre>
 * mutex.lock();
 * try {
 *   while (queue.isEmpty()) {
 *     notEmpty.await();
 *   }
 *   ...
 * } finally {
 *   mutex.unlock();
 * }
 * </pre>
 */
public interface Condition {

  /** Gives the mutex back, waits for a signal, and then for the mutex, which it holds again. */
  void await();

  /**
   * The same, but waits for a signal only so long.
   *
   * @param nanos how long; a wait that is not above 0 ends at once, and others may have held the mutex
   * @return false if the time passed without a signal
   */
  boolean awaitNanos(long nanos);

  /** Wakes all tasks that wait now; they go on one by one, once the mutex is given back. */
  void signalAll();
}
