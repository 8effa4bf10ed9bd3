package dev.lockstep.engine.tree;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;
import java.util.Optional;

/** Hears what a key held before a batch acted upon it. */
@FunctionalInterface
public interface PreviousValues {

  /** Listens to nothing. */
  PreviousValues IGNORED = (index, previous) -> {};

  /**
   * Called once for every action, in order.
   *
   * @param index which action, counted from 0
   * @param previous the key's value before; empty where it had none
   */
  void acted(int index, Optional<Bytes> previous) throws IOException;
}
