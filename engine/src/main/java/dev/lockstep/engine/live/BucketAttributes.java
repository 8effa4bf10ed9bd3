package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.BucketStatistics;
import dev.lockstep.engine.bucket.BucketStatistics.OfVBucket;
import dev.lockstep.engine.bucket.Instruments.Operation;
import dev.lockstep.engine.bucket.Latencies;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.vbucket.CompactionProgress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The attributes of a bucket's bean, all of one reading.
 *
 * @param statistics what was read
 */
record BucketAttributes(BucketStatistics statistics) implements BucketMXBean {
  @Override
  public int getVBuckets() {
    return statistics.vbuckets().size();
  }

  @Override
  public int getVBucketsDamaged() {
    return statistics.damaged().size();
  }

  @Override
  public long getItems() {
    return statistics.total(VBucketStatistics::items);
  }

  @Override
  public long getTombstones() {
    return statistics.total(VBucketStatistics::tombstones);
  }

  @Override
  public long getPrepares() {
    return statistics.total(VBucketStatistics::prepares);
  }

  @Override
  public long getFileSize() {
    return statistics.total(VBucketStatistics::fileSize);
  }

  @Override
  public long getLiveSize() {
    return statistics.total(VBucketStatistics::liveSize);
  }

  @Override
  public int getFragmentationPercent() {
    return statistics.fragmentationPercent();
  }

  @Override
  public long getQueuedWrites() {
    return statistics.queued();
  }

  @Override
  public long getQueuedBytes() {
    return statistics.queuedBytes();
  }

  @Override
  public long getFlushes() {
    return statistics.flushes().flushes();
  }

  @Override
  public long getFlushFailures() {
    return statistics.flushes().failures();
  }

  @Override
  public long getWritesRefused() {
    return statistics.flushes().refused();
  }

  @Override
  public long getCompactions() {
    return statistics.compactions().completed();
  }

  @Override
  public long getCompactionsAborted() {
    return statistics.compactions().aborted();
  }

  @Override
  public long getCompactionsFailed() {
    return statistics.compactions().failed();
  }

  @Override
  public Map<String, Map<String, Long>> getLatencies() {
    return asMaps(statistics.latencies());
  }

  private static Map<String, Map<String, Long>> asMaps(Map<Operation, Latencies> latencies) {
    Map<String, Map<String, Long>> all = new TreeMap<>();
    latencies.forEach(
        (operation, times) -> all.put(operation.name().toLowerCase(Locale.ROOT), asMap(times)));
    return all;
  }

  private static Map<String, Long> asMap(Latencies latencies) {
    Map<String, Long> map = new TreeMap<>();
    map.put("count", latencies.count());
    map.put("total", latencies.totalNanos());
    map.put("p50", latencies.p50Nanos());
    map.put("p99", latencies.p99Nanos());
    map.put("p999", latencies.p999Nanos());
    map.put("max", latencies.maxNanos());
    return map;
  }

  @Override
  public Map<Integer, String> getDamageByVBucket() {
    Map<Integer, String> all = new TreeMap<>();
    statistics.damaged().forEach(damaged -> all.put(damaged.id(), damaged.toString()));
    return all;
  }

  @Override
  public Map<Integer, Map<String, Long>> getStatisticsByVBucket() {
    return byVBucket(BucketAttributes::asMap);
  }

  @Override
  public Map<Integer, Map<String, Map<String, Long>>> getLatenciesByVBucket() {
    return byVBucket(vbucket -> asMaps(vbucket.latencies()));
  }

  @Override
  public Map<Integer, Map<Long, Map<String, Long>>> getCollectionsByVBucket() {
    return byVBucket(vbucket -> collections(vbucket.disk()));
  }

  @Override
  public Map<Integer, RunningCompaction> getCompactionsRunning() {
    Map<Integer, RunningCompaction> all = new TreeMap<>();
    for (OfVBucket vbucket : statistics.vbuckets()) {
      vbucket
          .compaction()
          .ifPresent(progress -> all.put(vbucket.disk().vbucket(), new Running(progress)));
    }
    return all;
  }

  private <T> Map<Integer, T> byVBucket(Function<OfVBucket, T> shown) {
    Map<Integer, T> all = new TreeMap<>();
    statistics
        .vbuckets()
        .forEach(vbucket -> all.put(vbucket.disk().vbucket(), shown.apply(vbucket)));
    return all;
  }

  private static Map<Long, Map<String, Long>> collections(VBucketStatistics disk) {
    Map<Long, Map<String, Long>> collections = new TreeMap<>();
    for (Generation open : disk.collections()) {
      collections.put(
          open.collection(),
          Map.of("items", open.items(), "bytes", open.bytes(), "highSeqno", open.highSeqno()));
    }
    return collections;
  }

  private static Map<String, Long> asMap(OfVBucket vbucket) {
    VBucketStatistics disk = vbucket.disk();
    Map<String, Long> map = new TreeMap<>();
    map.put("revision", disk.revision());
    map.put("highSeqno", vbucket.highSeqno());
    map.put("persistedSeqno", disk.persistedSeqno());
    map.put("purgeSeqno", disk.purgeSeqno());
    map.put("items", disk.items());
    map.put("tombstones", disk.tombstones());
    map.put("prepares", disk.prepares());
    map.put("fileSize", disk.fileSize());
    map.put("liveSize", disk.liveSize());
    map.put("fragmentationPercent", (long) disk.fragmentationPercent());
    map.put("queuedWrites", (long) vbucket.queued());
    map.put("queuedBytes", vbucket.queuedBytes());
    map.put("flushes", vbucket.flushes().flushes());
    map.put("flushFailures", vbucket.flushes().failures());
    map.put("writesRefused", vbucket.flushes().refused());
    map.put("compactions", vbucket.compactions().completed());
    map.put("compactionsAborted", vbucket.compactions().aborted());
    map.put("compactionsFailed", vbucket.compactions().failed());
    return map;
  }

  /** A {@link CompactionProgress} as management tools see it. */
  private record Running(CompactionProgress progress) implements RunningCompaction {
    @Override
    public String getPhase() {
      return progress.phase().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long getDocuments() {
      return progress.documents();
    }

    @Override
    public long getDocumentsTotal() {
      return progress.documentsTotal();
    }

    @Override
    public long getBytes() {
      return progress.bytes();
    }

    @Override
    public long getBytesTotal() {
      return progress.bytesTotal();
    }

    @Override
    public int getRound() {
      return progress.round();
    }

    @Override
    public long getBytesRemaining() {
      return progress.bytesRemaining();
    }
  }
}
