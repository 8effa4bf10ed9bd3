package dev.lockstep.engine.bucket;

import java.util.Map;

/**
 * What a platform measures of a bucket and shows of it. A bucket that runs where nobody measures has
 * {@link #NONE}, and reads no clock for it. Called by many tasks, partly under locks: waits for nothing.
 */
public interface Instruments {

  /** What takes time. */
  enum Operation {
    /** The commit of a flush, the waiting for the write lock included. */
    FLUSH,
    /** The reading of documents by id, one call. */
    GET,
    /** A compaction, from its start to its end, whatever that is. */
    COMPACTION,
    /**
     * A compaction's hold on the write lock, for its final catch-up and switch: no flush waits longer
     * for one. Only switches are counted, not what was given up.
     */
    FLUSHER_STALL,
    /**
     * A compaction's hold on the write lock in a round before the last, which lets a flusher that is
     * faster than the catch-up wait. What the flusher loses to compactions is this and the stalls.
     */
    FLUSHER_HELD_BACK
  }

  /** Measures nothing. */
  Instruments NONE = new Instruments() {};

  /** Those of a vbucket number: the same ones for every generation of it. */
  default VBucketInstruments ofVBucket(int vbucket) {
    return VBucketInstruments.NONE;
  }

  /**
   * What was measured since the bucket was opened, of all vbuckets and those that are deleted; nothing for
   * what never happened.
   */
  default Map<Operation, Latencies> latencies() {
    return Map.of();
  }

  /** The bucket is open. */
  default void opened(Bucket bucket) {}

  /** The bucket is being closed: it will soon refuse to be asked. */
  default void closing() {}

  /** The bucket is closed: nothing of it writes any more. */
  default void closed() {}
}
