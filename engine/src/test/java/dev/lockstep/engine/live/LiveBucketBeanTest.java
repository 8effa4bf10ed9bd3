package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.BucketStatistics;
import dev.lockstep.engine.bucket.FlushCounts;
import dev.lockstep.engine.bucket.Instruments.Operation;
import dev.lockstep.engine.bucket.Mutation;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.vbucket.CompactionOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bucket counts, as an object and through the platform's MBean server. */
class LiveBucketBeanTest {
  private static final BucketOptions OPTIONS = BucketOptions.defaults().withVBuckets(2);
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  @TempDir
  Path directory;

  @Test
  void theStatisticsSayWhatWasWrittenFlushedReadAndCompacted() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      use(bucket);
      BucketStatistics statistics = bucket.statistics();
      assertThat(statistics.total(VBucketStatistics::items)).isEqualTo(1);
      assertThat(statistics.total(VBucketStatistics::tombstones)).isEqualTo(1);
      assertThat(statistics.queued()).isZero();
      assertThat(statistics.flushes()).isEqualTo(new FlushCounts(3, 3, 0, 0));
      assertThat(statistics.compactions().completed()).isEqualTo(1);
      assertThat(statistics.vbuckets().get(0).compactions().completed()).isEqualTo(1);
      assertThat(statistics.vbuckets().get(1).highSeqno()).isEqualTo(1);
      Map<Operation, Long> measured = new EnumMap<>(Operation.class);
      statistics.latencies().forEach((operation, times) -> measured.put(operation, times.count()));
      assertThat(measured)
          .isEqualTo(Map.of(
              Operation.FLUSH, 3L,
              Operation.GET, 1L,
              Operation.COMPACTION, 1L,
              Operation.FLUSHER_STALL, 1L));
    }
  }

  @Test
  void theBeanIsThereWhileTheBucketIsOpen() throws Exception {
    ObjectName name = BucketBean.nameOf(directory);
    assertThat(SERVER.isRegistered(name)).isFalse();
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      use(bucket);
      assertThat(SERVER.getAttribute(name, "VBuckets")).isEqualTo(2);
      assertThat(SERVER.getAttribute(name, "Items")).isEqualTo(1L);
      assertThat(SERVER.getAttribute(name, "Flushes")).isEqualTo(3L);
      assertThat(SERVER.getAttribute(name, "FlushFailures")).isEqualTo(0L);
      assertThat(SERVER.getAttribute(name, "Compactions")).isEqualTo(1L);
      assertThat((long) SERVER.getAttribute(name, "FileSize"))
          .isEqualTo(bucket.statistics().total(VBucketStatistics::fileSize));
      assertThat(((TabularData) SERVER.getAttribute(name, "Latencies")).keySet())
          .hasSize(4);
      assertThat(((TabularData) SERVER.getAttribute(name, "StatisticsByVBucket")).keySet())
          .hasSize(2);
    }
    assertThat(SERVER.isRegistered(name)).isFalse();
  }

  @Test
  void theBeanNamesAVBucketThatCouldNotBeOpened() throws Exception {
    LiveBucket.open(directory, OPTIONS).close();
    Files.writeString(directory.resolve("1.couch.1"), "no couch file");
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      ObjectName name = BucketBean.nameOf(directory);
      assertThat(SERVER.getAttribute(name, "VBuckets")).isEqualTo(1);
      assertThat(SERVER.getAttribute(name, "VBucketsDamaged"))
          .isEqualTo(bucket.statistics().damaged().size())
          .isEqualTo(1);
      TabularData damage = (TabularData) SERVER.getAttribute(name, "DamageByVBucket");
      assertThat(damage.get(new Object[] {1}).get("value").toString())
          .startsWith("vbucket 1 cannot be opened: 1.couch.1: ");
    }
  }

  @Test
  void nothingIsMeasuredOfWhatNeverHappened() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThat(bucket.statistics().latencies()).isEqualTo(Map.of());
    }
  }

  /** Three flushes that succeed, one read, one compaction; one document and one tombstone are left. */
  private static void use(Bucket bucket) throws IOException {
    Bytes id = Bytes.ofUtf8("a");
    Mutation set = bucket.set(0, id, Bytes.ofUtf8("1"));
    bucket.awaitPersisted(0, set.seqno());
    bucket.awaitPersisted(0, bucket.delete(0, id).seqno());
    bucket.awaitPersisted(1, bucket.set(1, id, Bytes.ofUtf8("2")).seqno());
    assertThat(bucket.get(1, id)).isPresent();
    bucket.compact(0, CompactionOptions.defaults()).await();
  }
}
