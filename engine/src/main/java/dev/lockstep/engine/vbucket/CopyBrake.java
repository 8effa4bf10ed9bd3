package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import java.io.IOException;

/**
 * Holds a copy back: to so many bytes a second, and while the disk has too little room. The copy waits
 * on its own task and holds no lock of the vbucket; who asks it to give up wakes it.
 *
 * <p>Each stretch of bytes moves the time at which the next may be copied on by what it should take,
 * from now or from that time, whichever is later: time lost elsewhere is not made up for by a burst.
 */
final class CopyBrake {
  /** How often the room on the disk is looked at while there is too little, nanoseconds. */
  private static final long SPACE_POLL_NANOS = 1_000_000_000;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Ends the copy by an exception if it has been asked to give up. */
  @FunctionalInterface
  interface Stop {
    void check() throws IOException;
  }

  /** Hears of a wait for room. */
  interface SpaceListener {

    /** There is too little: the copy waits. Told again whenever there still is. */
    void waits(long usableBytes);

    /** There is enough: the copy goes on. */
    void goesOn();
  }

  private final Platform platform;
  private final Clock clock;
  private final long bytesPerSecondMax;
  private final long usableBytesMin;
  private final Mutex mutex;
  private final Condition released;
  private long bytesHeld;
  private long readyAtNanos;

  CopyBrake(Platform platform, CompactionOptions options) {
    this.platform = platform;
    this.clock = platform.clock();
    this.bytesPerSecondMax = options.bytesPerSecondMax();
    this.usableBytesMin = options.usableBytesMin();
    this.mutex = platform.newMutex("compaction brake");
    this.released = mutex.newCondition("compaction asked to give up");
    this.readyAtNanos = clock.monotonicNanos();
  }

  /** Whether options hold a copy back at all. */
  static boolean isWanted(CompactionOptions options) {
    return options.bytesPerSecondMax() > 0 || options.usableBytesMin() > 0;
  }

  /** Waits as long as the copy, which has copied {@code bytes} since it began, has to. */
  void hold(long bytes, Stop stop, SpaceListener listener) throws IOException {
    if (bytesPerSecondMax > 0) {
      holdRate(bytes, stop);
    }
    if (usableBytesMin > 0) {
      holdUntilSpace(stop, listener);
    }
  }

  private void holdRate(long bytes, Stop stop) throws IOException {
    long nanos = (long) ((bytes - bytesHeld) * NANOS_PER_SECOND / bytesPerSecondMax);
    bytesHeld = bytes;
    readyAtNanos = Math.max(readyAtNanos, clock.monotonicNanos()) + nanos;
    for (long left = nanosLeft(); left > 0; left = nanosLeft()) {
      await(left, stop);
    }
  }

  private long nanosLeft() {
    return readyAtNanos - clock.monotonicNanos();
  }

  private void holdUntilSpace(Stop stop, SpaceListener listener) throws IOException {
    long usable = platform.files().usableBytes();
    if (usable >= usableBytesMin) {
      return;
    }
    while (usable < usableBytesMin) {
      listener.waits(usable);
      await(SPACE_POLL_NANOS, stop);
      usable = platform.files().usableBytes();
    }
    listener.goesOn();
  }

  /** The stop is looked at under the mutex: who sets it signals afterwards, so no signal is missed. */
  private void await(long nanos, Stop stop) throws IOException {
    mutex.lock();
    try {
      stop.check();
      released.awaitNanos(nanos);
    } finally {
      mutex.unlock();
    }
    stop.check();
  }

  /** Ends the wait, if there is one. */
  void release() {
    mutex.lock();
    released.signalAll();
    mutex.unlock();
  }
}
