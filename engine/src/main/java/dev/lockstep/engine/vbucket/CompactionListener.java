package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.DocumentInfo;

/**
 * Hears from a running compaction, on the compaction's own task. A listener that is slow makes the
 * compaction slow; while the compaction holds the write lock it is told nothing. An exception that it throws
 * ends the compaction and reaches who runs it; of a compaction that a bucket runs it goes to the log, and the
 * compaction goes on.
 */
public interface CompactionListener {

  /** Hears nothing. */
  CompactionListener NONE = new CompactionListener() {};

  /** The compaction has moved on, or has begun to wait. */
  default void progressed(CompactionProgress progress) {}

  /**
   * A round before the last, which held the write lock, has given it back. That it took it is the
   * milestone {@link dev.lockstep.engine.revision.Milestones#FLUSHER_HELD_BACK}.
   */
  default void flusherLetGo() {}

  /**
   * The copy met a live document whose time has passed, and copied it. It may have been replaced
   * already: whoever deletes it must see, under the write lock, that this version is still the newest.
   */
  default void expired(DocumentInfo document) {}

  /** One that hears for both: this one first. */
  default CompactionListener and(CompactionListener other) {
    if (this == NONE || this == other) {
      return other;
    }
    return other == NONE ? this : new TwoListeners(this, other);
  }
}
