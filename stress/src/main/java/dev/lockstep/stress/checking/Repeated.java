package dev.lockstep.stress.checking;

import java.util.function.LongSupplier;

/**
 * Work that was done again and again for a time.
 *
 * @param count how often
 * @param executions how many executions that were together
 * @param seconds how long it took
 */
record Repeated(int count, long executions, double seconds) {

  /**
   * Repeats it until the time is over, once at least.
   *
   * @param work does it once, and returns how many executions that were
   */
  static Repeated of(LongSupplier work, double secondsMin) {
    long begun = System.nanoTime();
    int count = 0;
    long executions = 0;
    double seconds;
    do {
      executions += work.getAsLong();
      count++;
      seconds = Measurement.seconds(System.nanoTime() - begun);
    } while (seconds < secondsMin);
    return new Repeated(count, executions, seconds);
  }

  /** Executions a second. */
  double rate() {
    return executions / seconds;
  }
}
