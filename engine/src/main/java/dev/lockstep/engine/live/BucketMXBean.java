package dev.lockstep.engine.live;

import java.io.IOException;
import java.util.Map;

/**
 * A bucket as management tools see it: the numbers of {@link
 * dev.lockstep.engine.bucket.BucketStatistics}, in total and by vbucket. Sizes in bytes, times in nanoseconds.
 * Attributes that are asked for together are of one reading.
 */
public interface BucketMXBean {
  int getVBuckets() throws IOException;

  /** Vbuckets that are there and could not be opened. */
  int getVBucketsDamaged() throws IOException;

  long getItems() throws IOException;

  long getTombstones() throws IOException;

  long getPrepares() throws IOException;

  long getFileSize() throws IOException;

  long getLiveSize() throws IOException;

  int getFragmentationPercent() throws IOException;

  long getQueuedWrites() throws IOException;

  long getQueuedBytes() throws IOException;

  long getFlushes() throws IOException;

  long getFlushFailures() throws IOException;

  long getWritesRefused() throws IOException;

  long getCompactions() throws IOException;

  long getCompactionsAborted() throws IOException;

  long getCompactionsFailed() throws IOException;

  /** By operation, in lower case; each with count, total, p50, p99, p999 and max. */
  Map<String, Map<String, Long>> getLatencies() throws IOException;

  /** The same by the vbucket's number. */
  Map<Integer, Map<String, Map<String, Long>>> getLatenciesByVBucket() throws IOException;

  /** By the vbucket's number: what the compactions do that run now. */
  Map<Integer, RunningCompaction> getCompactionsRunning() throws IOException;

  /** By the number of each vbucket that could not be opened: its file, what is wrong, what to do. */
  Map<Integer, String> getDamageByVBucket() throws IOException;

  /** By the vbucket's number and the id of each open collection: items, bytes and high seqno. */
  Map<Integer, Map<Long, Map<String, Long>>> getCollectionsByVBucket() throws IOException;

  /** By the vbucket's number; each with the numbers of this bean and its seqnos and revision. */
  Map<Integer, Map<String, Long>> getStatisticsByVBucket() throws IOException;

  /**
   * How far a compaction is; see {@link dev.lockstep.engine.vbucket.CompactionProgress}.
   *
   * <p>The phase is in lower case: copying, waiting_for_space, catching_up or switching.
   */
  interface RunningCompaction {
    String getPhase();

    long getDocuments();

    long getDocumentsTotal();

    long getBytes();

    long getBytesTotal();

    int getRound();

    long getBytesRemaining();
  }
}
