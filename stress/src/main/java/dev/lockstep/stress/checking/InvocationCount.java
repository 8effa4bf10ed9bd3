package dev.lockstep.stress.checking;

/** How often Lincheck has made a store. It must not look at this class: counting is no step. */
final class InvocationCount {
  private static volatile long count;

  private InvocationCount() {}

  @SuppressWarnings("NonAtomicVolatileUpdate") // Lincheck runs one of its threads at a time.
  static void add() {
    count++;
  }

  static long get() {
    return count;
  }
}
