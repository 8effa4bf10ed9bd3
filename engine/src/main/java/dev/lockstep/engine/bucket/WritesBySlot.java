package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.Bytes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes by their slots, in the order in which they were put, and how many bytes they hold. */
final class WritesBySlot {
  private final Map<Bytes, QueuedWrite> bySlot = new LinkedHashMap<>();
  private long bytes;

  /** Puts a write behind all others; its slot is free. */
  void put(Bytes slot, QueuedWrite write) {
    bySlot.put(slot, write);
    bytes += write.bytes();
  }

  /** Frees a slot. Returns what was in it. */
  Optional<QueuedWrite> remove(Bytes slot) {
    QueuedWrite removed = bySlot.remove(slot);
    if (removed != null) {
      bytes -= removed.bytes();
    }
    return Optional.ofNullable(removed);
  }

  /** What is in a slot. */
  Optional<QueuedWrite> get(Bytes slot) {
    return Optional.ofNullable(bySlot.get(slot));
  }

  Collection<QueuedWrite> writes() {
    return bySlot.values();
  }

  boolean isEmpty() {
    return bySlot.isEmpty();
  }

  int size() {
    return bySlot.size();
  }

  /** The ids and bodies of all of them. */
  long bytes() {
    return bytes;
  }
}
