package dev.lockstep.engine.live;

import dev.lockstep.engine.platform.Cell;
import java.util.concurrent.atomic.AtomicReference;

/** An atomic reference that is a cell as it stands: no wrapper, no second object. */
final class LiveCell<T> extends AtomicReference<T> implements Cell<T> {
  private static final long serialVersionUID = 1L;

  LiveCell(T initial) {
    super(initial);
  }
}
