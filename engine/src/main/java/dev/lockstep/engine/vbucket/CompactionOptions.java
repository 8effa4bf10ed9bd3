package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import dev.lockstep.engine.couch.BulkLoad;

/**
 * What a compaction leaves out, how fast it goes, and when it stops catching up without the lock.
 *
 * @param purgeUpToSeqno tombstones with a seqno at or below it are dropped, if they are old enough; 0
 *     keeps all
 * @param purgeDeletedBeforeSeconds tombstones are old enough if they were deleted before this time,
 *     in seconds since 1970; {@link #ANY_AGE} for all
 * @param finalCatchUpBytesMax rounds without the lock go on while more bytes than this remain to be
 *     caught up; what remains is done under the lock, so it bounds the flusher's stall
 * @param replayDocumentsMax how many documents one save of a catch-up holds in memory
 * @param heldBackDocuments in a round that a flusher would outrun: how many documents are replayed while it
 *     goes on and then while it waits, in turns; it waits for twice as many as it has committed meanwhile if
 *     that is more. Once no more remain than it waits for, they are done under the lock. 0 never holds it
 *     back
 * @param sortEntriesMax how many by-id entries of what is copied are sorted in memory; where there are
 *     more, temporary files hold the rest
 * @param bytesPerSecondMax bytes of bodies that the copy reads in a second at most; 0 as fast as it
 *     can. Catching up is not held back: what it leaves has to be done under the lock
 * @param usableBytesMin the copy waits while the disk has room for fewer bytes than this; 0 never
 * @param listener hears of its progress
 */
public record CompactionOptions(
    long purgeUpToSeqno,
    long purgeDeletedBeforeSeconds,
    long finalCatchUpBytesMax,
    int replayDocumentsMax,
    int heldBackDocuments,
    int sortEntriesMax,
    long bytesPerSecondMax,
    long usableBytesMin,
    CompactionListener listener) {

  /** A purge bound in time that every tombstone is within. */
  public static final long ANY_AGE = Long.MAX_VALUE;

  private static final CompactionOptions DEFAULTS = new CompactionOptions(
      0, ANY_AGE, 256 * 1024, 3_000, 32, BulkLoad.SORT_ENTRIES_MAX, 0, 0, CompactionListener.NONE);

  public CompactionOptions {
    checkRange("seqno up to which tombstones go", purgeUpToSeqno, 0, Long.MAX_VALUE);
    checkRange("second before which tombstones go", purgeDeletedBeforeSeconds, 0, Long.MAX_VALUE);
    checkRange("bytes of a final catch-up", finalCatchUpBytesMax, 0, Long.MAX_VALUE);
    checkRange("documents saved at a time", replayDocumentsMax, 1, Integer.MAX_VALUE);
    checkRange("documents a flusher waits for", heldBackDocuments, 0, Integer.MAX_VALUE);
    checkRange("entries sorted in memory", sortEntriesMax, 1, Integer.MAX_VALUE);
    checkRange("bytes a second", bytesPerSecondMax, 0, Long.MAX_VALUE);
    checkRange("bytes left on the disk", usableBytesMin, 0, Long.MAX_VALUE);
  }

  /** Keeps every tombstone, goes as fast as it can; the final catch-up reads at most 256 KiB. */
  public static CompactionOptions defaults() {
    return DEFAULTS;
  }

  public CompactionOptions withPurgeUpToSeqno(long seqno) {
    return new CompactionOptions(
        seqno,
        purgeDeletedBeforeSeconds,
        finalCatchUpBytesMax,
        replayDocumentsMax,
        heldBackDocuments,
        sortEntriesMax,
        bytesPerSecondMax,
        usableBytesMin,
        listener);
  }

  public CompactionOptions withPurgeDeletedBeforeSeconds(long epochSeconds) {
    return new CompactionOptions(
        purgeUpToSeqno,
        epochSeconds,
        finalCatchUpBytesMax,
        replayDocumentsMax,
        heldBackDocuments,
        sortEntriesMax,
        bytesPerSecondMax,
        usableBytesMin,
        listener);
  }

  public CompactionOptions withFinalCatchUpBytesMax(long bytes) {
    return new CompactionOptions(
        purgeUpToSeqno,
        purgeDeletedBeforeSeconds,
        bytes,
        replayDocumentsMax,
        heldBackDocuments,
        sortEntriesMax,
        bytesPerSecondMax,
        usableBytesMin,
        listener);
  }

  public CompactionOptions withReplayDocumentsMax(int documents) {
    return new CompactionOptions(
        purgeUpToSeqno,
        purgeDeletedBeforeSeconds,
        finalCatchUpBytesMax,
        documents,
        heldBackDocuments,
        sortEntriesMax,
        bytesPerSecondMax,
        usableBytesMin,
        listener);
  }

  public CompactionOptions withHeldBackDocuments(int documents) {
    return new CompactionOptions(
        purgeUpToSeqno,
        purgeDeletedBeforeSeconds,
        finalCatchUpBytesMax,
        replayDocumentsMax,
        documents,
        sortEntriesMax,
        bytesPerSecondMax,
        usableBytesMin,
        listener);
  }

  public CompactionOptions withSortEntriesMax(int entries) {
    return new CompactionOptions(
        purgeUpToSeqno,
        purgeDeletedBeforeSeconds,
        finalCatchUpBytesMax,
        replayDocumentsMax,
        heldBackDocuments,
        entries,
        bytesPerSecondMax,
        usableBytesMin,
        listener);
  }

  public CompactionOptions withBytesPerSecondMax(long bytes) {
    return new CompactionOptions(
        purgeUpToSeqno,
        purgeDeletedBeforeSeconds,
        finalCatchUpBytesMax,
        replayDocumentsMax,
        heldBackDocuments,
        sortEntriesMax,
        bytes,
        usableBytesMin,
        listener);
  }

  public CompactionOptions withUsableBytesMin(long bytes) {
    return new CompactionOptions(
        purgeUpToSeqno,
        purgeDeletedBeforeSeconds,
        finalCatchUpBytesMax,
        replayDocumentsMax,
        heldBackDocuments,
        sortEntriesMax,
        bytesPerSecondMax,
        bytes,
        listener);
  }

  public CompactionOptions withListener(CompactionListener other) {
    return new CompactionOptions(
        purgeUpToSeqno,
        purgeDeletedBeforeSeconds,
        finalCatchUpBytesMax,
        replayDocumentsMax,
        heldBackDocuments,
        sortEntriesMax,
        bytesPerSecondMax,
        usableBytesMin,
        other);
  }
}
