package dev.lockstep.stress.planted;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A copy of the header switch and its counted file with one fault: a pin adds its hold without looking
 * whether the count is 0, so a count of 0 rises again and a reader is given a closed file.
 */
final class PinWithoutCheck {
  private final CountedPlatform platform = new CountedPlatform(new CountedFiles());
  private final CountedHolds old = new CountedHolds("old", platform.newLongCell("old", 1));
  private final CountedHolds fresh = new CountedHolds("new", platform.newLongCell("new", 1));
  private final Cell<CountedHolds> current = platform.newCell("switch", old);

  /** Holds the current file. This is the fault: nothing asks whether anybody else still does. */
  CountedHolds pin() {
    CountedHolds file = current.get();
    file.holds.addAndGet(1);
    return file;
  }

  void switchAndRetire() {
    current.set(fresh);
    old.giveBack();
  }

  String oldFate() {
    return old.closes.get() == 1 ? "closed" : "closed " + old.closes.get() + " times";
  }

  /** A file, for all that its count can tell. */
  static final class CountedHolds {
    private final String name;
    private final LongCell holds;
    private final AtomicInteger closes = new AtomicInteger();

    private CountedHolds(String name, LongCell holds) {
      this.name = name;
      this.holds = holds;
    }

    void giveBack() {
      if (holds.addAndGet(-1) == 0) {
        closes.incrementAndGet();
      }
    }

    /** Reads it: whether it can be read now. */
    @Override
    public String toString() {
      return name + (closes.getOpaque() == 0 ? " readable" : " closed");
    }
  }
}
