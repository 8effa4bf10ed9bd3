package dev.lockstep.engine.vbucket;

/**
 * What came of a compaction.
 *
 * @param status whether the vbucket now lives in a new file
 * @param revision the current revision afterwards, as far as the compactor knows
 * @param rounds how many catch-up rounds ran without the lock
 * @param documentsCopied how many entries the copy kept
 * @param documentsPurged how many it left out
 */
public record CompactionResult(
    Status status, long revision, int rounds, long documentsCopied, long documentsPurged) {

  /** How a compaction ended. */
  public enum Status {
    /** The vbucket lives in the new file. */
    SWITCHED,
    /** It was asked to give up; the vbucket is as it was. */
    ABORTED
  }
}
