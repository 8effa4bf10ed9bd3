package dev.lockstep.stress.planted;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;

/**
 * A number whose compare-and-set is a comparison and, later, a write: an update that comes between the
 * two is lost.
 */
public final class LossyCount implements LongCell {
  private static final int ZEROS_MAX = 1_000_000;

  private final LongCell number;

  /** How often it was 0 when it was asked for; counted by several threads, and only roughly. */
  private int zeros;

  private LossyCount(LongCell number) {
    this.number = number;
  }

  /** Fails where the lost update has closed the current file, which whoever pins it asks for ever. */
  @Override
  public long get() {
    long seen = number.get();
    if (seen == 0 && zeros++ == ZEROS_MAX) {
      throw new IllegalStateException("a count that is still in use has come to 0");
    }
    return seen;
  }

  @Override
  public void set(long value) {
    number.set(value);
  }

  /** The fault; the yield only gives another thread its chance on a busy machine. */
  @Override
  @SuppressWarnings("ThreadPriorityCheck")
  public boolean compareAndSet(long expected, long value) {
    if (number.get() != expected) {
      return false;
    }
    Thread.yield();
    number.set(value);
    return true;
  }

  @Override
  public long addAndGet(long delta) {
    return number.addAndGet(delta);
  }

  /** The platform that ships, but for its numbers. */
  public static final class Machine extends CountedPlatform {

    public Machine(CountedFiles files) {
      super(files);
    }

    @Override
    public LongCell newLongCell(String name, long initial) {
      return new LossyCount(super.newLongCell(name, initial));
    }
  }
}
