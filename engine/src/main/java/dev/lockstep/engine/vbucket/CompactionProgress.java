package dev.lockstep.engine.vbucket;

/**
 * How far a compaction is.
 *
 * @param phase what it does now
 * @param documents entries of the source that the copy has handled, kept or left out
 * @param documentsTotal how many there are
 * @param bytes of their bodies, as stored
 * @param bytesTotal of all bodies in the source
 * @param round the catch-up round that runs or ran last; 0 before the first
 * @param bytesRemaining bytes of the source, committed since, that are still to be caught up; 0 while
 *     copying
 */
public record CompactionProgress(
    Phase phase,
    long documents,
    long documentsTotal,
    long bytes,
    long bytesTotal,
    int round,
    long bytesRemaining) {

  /** What a compaction does. */
  public enum Phase {
    /** Copies what is live, without the lock. */
    COPYING,
    /** Waits, without the lock, until the disk has room again. */
    WAITING_FOR_SPACE,
    /** Replays what was committed since, without the lock. */
    CATCHING_UP,
    /** Catches up for the last time and switches; the flusher waits. */
    SWITCHING
  }
}
