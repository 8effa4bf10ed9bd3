package dev.lockstep.stress.planted;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;

/**
 * A number whose compare-and-set is a comparison and, later, a write: an update that comes between the
 * two is lost.
 */
public final class LossyCount implements LongCell {
  private final LongCell number;

  private LossyCount(LongCell number) {
    this.number = number;
  }

  @Override
  public long get() {
    return number.get();
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
