package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketStatistics;
import dev.lockstep.engine.bucket.BucketStatistics.OfVBucket;
import dev.lockstep.engine.bucket.Latencies;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.revision.VBucketStatistics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's bean, {@code dev.lockstep:type=Bucket,directory="..."} with the directory's absolute path.
 * The store works without it, so what keeps it from being registered is told to the log.
 */
final class BucketBean implements BucketMXBean {
  private static final System.Logger LOG = System.getLogger(BucketBean.class.getName());

  private final Path directory;
  private @Nullable Bucket bucket;
  private @Nullable ObjectName registered;

  BucketBean(Path directory) {
    this.directory = directory;
  }

  /** The name of the bean of a directory's bucket. */
  static ObjectName nameOf(Path directory) throws MalformedObjectNameException {
    String path = directory.toAbsolutePath().normalize().toString();
    return new ObjectName("dev.lockstep:type=Bucket,directory=" + ObjectName.quote(path));
  }

  void register(Bucket opened) {
    bucket = opened;
    try {
      ObjectName name = nameOf(directory);
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
      registered = name;
    } catch (InstanceAlreadyExistsException e) {
      LOG.log(System.Logger.Level.WARNING, "a bucket in " + directory + " has a bean already", e);
    } catch (JMException e) {
      LOG.log(System.Logger.Level.WARNING, "the bucket in " + directory + " has no bean", e);
    }
  }

  void unregister() {
    if (registered != null) {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
      } catch (JMException e) {
        LOG.log(System.Logger.Level.WARNING, "the bean of " + directory + " stays", e);
      }
      registered = null;
    }
  }

  private BucketStatistics statistics() throws IOException {
    return Objects.requireNonNull(bucket, "registered before the bucket is open")
        .statistics();
  }

  @Override
  public int getVBuckets() throws IOException {
    return statistics().vbuckets().size();
  }

  @Override
  public int getVBucketsDamaged() throws IOException {
    return statistics().damaged().size();
  }

  @Override
  public long getItems() throws IOException {
    return statistics().total(VBucketStatistics::items);
  }

  @Override
  public long getTombstones() throws IOException {
    return statistics().total(VBucketStatistics::tombstones);
  }

  @Override
  public long getPrepares() throws IOException {
    return statistics().total(VBucketStatistics::prepares);
  }

  @Override
  public long getFileSize() throws IOException {
    return statistics().total(VBucketStatistics::fileSize);
  }

  @Override
  public long getLiveSize() throws IOException {
    return statistics().total(VBucketStatistics::liveSize);
  }

  @Override
  public int getFragmentationPercent() throws IOException {
    return statistics().fragmentationPercent();
  }

  @Override
  public long getQueuedWrites() throws IOException {
    return statistics().queued();
  }

  @Override
  public long getFlushes() throws IOException {
    return statistics().flushes().flushes();
  }

  @Override
  public long getFlushFailures() throws IOException {
    return statistics().flushes().failures();
  }

  @Override
  public long getWritesRefused() throws IOException {
    return statistics().flushes().refused();
  }

  @Override
  public long getCompactions() throws IOException {
    return statistics().compactions().completed();
  }

  @Override
  public long getCompactionsAborted() throws IOException {
    return statistics().compactions().aborted();
  }

  @Override
  public long getCompactionsFailed() throws IOException {
    return statistics().compactions().failed();
  }

  @Override
  public Map<String, Map<String, Long>> getLatencies() throws IOException {
    Map<String, Map<String, Long>> all = new TreeMap<>();
    statistics()
        .latencies()
        .forEach((operation, latencies) ->
            all.put(operation.name().toLowerCase(Locale.ROOT), asMap(latencies)));
    return all;
  }

  private static Map<String, Long> asMap(Latencies latencies) {
    Map<String, Long> map = new TreeMap<>();
    map.put("count", latencies.count());
    map.put("p50", latencies.p50Nanos());
    map.put("p99", latencies.p99Nanos());
    map.put("p999", latencies.p999Nanos());
    map.put("max", latencies.maxNanos());
    return map;
  }

  @Override
  public Map<Integer, String> getDamageByVBucket() throws IOException {
    Map<Integer, String> all = new TreeMap<>();
    statistics().damaged().forEach(damaged -> all.put(damaged.id(), damaged.toString()));
    return all;
  }

  @Override
  public Map<Integer, Map<String, Long>> getStatisticsByVBucket() throws IOException {
    Map<Integer, Map<String, Long>> all = new TreeMap<>();
    statistics().vbuckets().forEach(vbucket -> all.put(vbucket.disk().vbucket(), asMap(vbucket)));
    return all;
  }

  @Override
  public Map<Integer, Map<Long, Map<String, Long>>> getCollectionsByVBucket() throws IOException {
    Map<Integer, Map<Long, Map<String, Long>>> all = new TreeMap<>();
    for (OfVBucket vbucket : statistics().vbuckets()) {
      Map<Long, Map<String, Long>> collections = new TreeMap<>();
      for (Generation open : vbucket.disk().collections()) {
        collections.put(
            open.collection(),
            Map.of("items", open.items(), "bytes", open.bytes(), "highSeqno", open.highSeqno()));
      }
      all.put(vbucket.disk().vbucket(), collections);
    }
    return all;
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
    map.put("flushes", vbucket.flushes().flushes());
    map.put("flushFailures", vbucket.flushes().failures());
    map.put("writesRefused", vbucket.flushes().refused());
    map.put("compactions", vbucket.compactions().completed());
    map.put("compactionsAborted", vbucket.compactions().aborted());
    map.put("compactionsFailed", vbucket.compactions().failed());
    return map;
  }
}
