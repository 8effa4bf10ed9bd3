package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.BucketStatistics;
import dev.lockstep.engine.bucket.BucketStatistics.OfVBucket;
import dev.lockstep.engine.bucket.FlushCounts;
import dev.lockstep.engine.bucket.Instruments.Operation;
import dev.lockstep.engine.bucket.Latencies;
import dev.lockstep.engine.bucket.Mutation;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.schedule.CompactionCounts;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a bucket counts, as an object and through the platform's MBean server. */
class LiveBucketBeanTest {
  private static final BucketOptions OPTIONS = BucketOptions.defaults().withVBuckets(2);
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private static final Bytes ID = Bytes.ofUtf8("a");

  /** What {@link #use} leaves. */
  private static final Map<Operation, Long> MEASURED = Map.of(
      Operation.FLUSH, 3L,
      Operation.GET, 1L,
      Operation.COMPACTION, 1L,
      Operation.FLUSHER_STALL, 1L);

  /** Ends a wait for something that never comes; no test waits so long otherwise. */
  private static final int GIVE_UP_SECONDS = 60;

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
      assertThat(counts(statistics.latencies())).isEqualTo(MEASURED);
    }
  }

  @Test
  void whatTakesTimeIsMeasuredOfEachVBucketOnItsOwn() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      use(bucket);
      assertThat(bucket.getAll(1, List.of(ID, Bytes.ofUtf8("b")))).hasSize(1);
      List<OfVBucket> vbuckets = bucket.statistics().vbuckets();
      assertThat(counts(vbuckets.get(0).latencies()))
          .isEqualTo(
              Map.of(Operation.FLUSH, 2L, Operation.COMPACTION, 1L, Operation.FLUSHER_STALL, 1L));
      assertThat(counts(vbuckets.get(1).latencies()))
          .isEqualTo(Map.of(Operation.FLUSH, 1L, Operation.GET, 2L));
    }
  }

  @Test
  void theTotalsHaveWhatADeletedVBucketDidAndItsNumberGoesOnCounting() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      use(bucket);
      bucket.deleteVBucket(0);
      BucketStatistics without = bucket.statistics();
      assertThat(without.vbuckets()).hasSize(1);
      assertThat(without.flushes()).isEqualTo(new FlushCounts(3, 3, 0, 0));
      assertThat(without.compactions()).isEqualTo(new CompactionCounts(1, 0, 0));
      assertThat(counts(without.latencies())).isEqualTo(MEASURED);
      bucket.createVBucket(0, Lifecycle.ACTIVE);
      bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("3")).seqno());
      OfVBucket again = bucket.statistics().vbuckets().get(0);
      assertThat(again.flushes()).isEqualTo(new FlushCounts(3, 3, 0, 0));
      assertThat(again.compactions()).isEqualTo(new CompactionCounts(1, 0, 0));
      assertThat(counts(again.latencies())).containsEntry(Operation.FLUSH, 3L);
    }
  }

  @Test
  @Timeout(value = GIVE_UP_SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void aCompactionThatWaitsForRoomOnTheDiskIsShownAsSuchUntilItEnds() throws Exception {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
      ObjectName name = BucketBean.nameOf(directory);
      assertThat(bucket.statistics().vbuckets().get(0).compaction()).isEmpty();
      assertThat(running(name).keySet()).isEmpty();
      CompactionTicket waiting =
          bucket.compact(0, CompactionOptions.defaults().withUsableBytesMin(Long.MAX_VALUE));
      await()
          .atMost(GIVE_UP_SECONDS, TimeUnit.SECONDS)
          .until(() -> bucket.statistics().vbuckets().get(0).compaction().isPresent());
      CompactionProgress seen =
          bucket.statistics().vbuckets().get(0).compaction().orElseThrow();
      assertThat(seen.phase()).isEqualTo(Phase.WAITING_FOR_SPACE);
      assertThat(seen.documentsTotal()).isEqualTo(1);
      assertThat(bucket.statistics().vbuckets().get(1).compaction()).isEmpty();
      CompositeData shown = (CompositeData) running(name).get(new Object[] {0}).get("value");
      assertThat(shown.get("phase")).isEqualTo("waiting_for_space");
      assertThat(shown.get("documentsTotal")).isEqualTo(1L);
      waiting.cancel();
      await()
          .atMost(GIVE_UP_SECONDS, TimeUnit.SECONDS)
          .until(() -> bucket.statistics().compactions().aborted() == 1);
      assertThat(bucket.statistics().vbuckets().get(0).compaction()).isEmpty();
    }
  }

  private static TabularData running(ObjectName name) throws JMException {
    return (TabularData) SERVER.getAttribute(name, "CompactionsRunning");
  }

  private static Map<Operation, Long> counts(Map<Operation, Latencies> latencies) {
    Map<Operation, Long> counts = new EnumMap<>(Operation.class);
    latencies.forEach((operation, times) -> counts.put(operation, times.count()));
    return counts;
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
      assertThat(((TabularData) SERVER.getAttribute(name, "LatenciesByVBucket")).keySet())
          .hasSize(2);
    }
    assertThat(SERVER.isRegistered(name)).isFalse();
  }

  @Test
  void attributesAskedForTogetherAreAllThere() throws Exception {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      use(bucket);
      ObjectName name = BucketBean.nameOf(directory);
      String[] names = Stream.of(SERVER.getMBeanInfo(name).getAttributes())
          .map(MBeanFeatureInfo::getName)
          .toArray(String[]::new);
      assertThat(SERVER.getAttributes(name, names).asList())
          .hasSize(BucketMXBean.class.getMethods().length)
          .contains(new Attribute("Items", 1L), new Attribute("VBuckets", 2));
    }
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
    Mutation set = bucket.set(0, ID, Bytes.ofUtf8("1"));
    bucket.awaitPersisted(0, set.seqno());
    bucket.awaitPersisted(0, bucket.delete(0, ID).seqno());
    bucket.awaitPersisted(1, bucket.set(1, ID, Bytes.ofUtf8("2")).seqno());
    assertThat(bucket.get(1, ID)).isPresent();
    bucket.compact(0, CompactionOptions.defaults()).await();
  }
}
