package dev.lockstep.model.scheduler;

/** A generator of 64-bit pseudo-random numbers, the same on every JDK. */
final class SplitMix64 {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix64(long seed) {
    this.state = seed;
  }

  long next() {
    state += GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number from 0 to {@code bound - 1}, each as likely as the others to within 2^-32 of it. */
  int next(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }
}
