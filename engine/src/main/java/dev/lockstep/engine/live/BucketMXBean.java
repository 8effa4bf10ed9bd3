package dev.lockstep.engine.live;

import java.io.IOException;
import java.util.Map;

/**
 * A bucket as management tools see it: the numbers of {@link
 * dev.lockstep.engine.bucket.BucketStatistics}, in total. Sizes in bytes, times in nanoseconds.
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

  long getFlushes() throws IOException;

  long getFlushFailures() throws IOException;

  long getWritesRefused() throws IOException;

  long getCompactions() throws IOException;

  long getCompactionsAborted() throws IOException;

  long getCompactionsFailed() throws IOException;

  /** By operation, in lower case; each with count, p50, p99, p999 and max. */
  Map<String, Map<String, Long>> getLatencies() throws IOException;

  /** By the number of each vbucket that could not be opened: its file, what is wrong, what to do. */
  Map<Integer, String> getDamageByVBucket() throws IOException;

  /** By the vbucket's number and the id of each open collection: items, bytes and high seqno. */
  Map<Integer, Map<Long, Map<String, Long>>> getCollectionsByVBucket() throws IOException;

  /** By the vbucket's number; each with the numbers of this bean and its seqnos and revision. */
  Map<Integer, Map<String, Long>> getStatisticsByVBucket() throws IOException;
}
