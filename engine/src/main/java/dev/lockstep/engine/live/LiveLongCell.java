package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.LongCell;
import java.util.concurrent.atomic.AtomicLong;

/** An atomic number that is a cell as it stands: no wrapper, no second object. */
final class LiveLongCell extends AtomicLong implements LongCell {
  private static final long serialVersionUID = 1L;

  LiveLongCell(long initial) {
    super(initial);
  }
}
