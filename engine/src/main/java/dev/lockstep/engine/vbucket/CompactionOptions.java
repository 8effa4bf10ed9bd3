package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.invariant.Invariant;

/**
 * What a compaction leaves out, and when it stops catching up without the lock.
 *
 * @param purgeUpToSeqno tombstones with a seqno at or below it are dropped; 0 keeps all
 * @param finalCatchUpBytesMax rounds without the lock go on while more bytes than this remain to be
 *     caught up; what remains is done under the lock, so it bounds the flusher's stall
 * @param replayDocumentsMax how many documents one save of a catch-up holds in memory
 */
public record CompactionOptions(
    long purgeUpToSeqno, long finalCatchUpBytesMax, int replayDocumentsMax) {

  public CompactionOptions {
    Invariant.check(
        purgeUpToSeqno >= 0 && finalCatchUpBytesMax >= 0,
        "negative compaction option: purge up to %d, final catch-up bytes %d",
        purgeUpToSeqno,
        finalCatchUpBytesMax);
    Invariant.check(replayDocumentsMax >= 1, "a replay must hold at least one document");
  }

  /** Keeps every tombstone; the final catch-up reads at most 256 KiB of the source. */
  public static CompactionOptions defaults() {
    return new CompactionOptions(0, 256 * 1024, 10_000);
  }

  public CompactionOptions withPurgeUpToSeqno(long seqno) {
    return new CompactionOptions(seqno, finalCatchUpBytesMax, replayDocumentsMax);
  }

  public CompactionOptions withFinalCatchUpBytesMax(long bytes) {
    return new CompactionOptions(purgeUpToSeqno, bytes, replayDocumentsMax);
  }

  public CompactionOptions withReplayDocumentsMax(int documents) {
    return new CompactionOptions(purgeUpToSeqno, finalCatchUpBytesMax, documents);
  }
}
