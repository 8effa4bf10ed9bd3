package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.DamagedVBucket;
import dev.lockstep.engine.opening.NothingToChooseException;
import dev.lockstep.engine.opening.VBucketDamagedException;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.StoreWarmUpReport;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.CompactionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store in which the file of one vbucket, number 1 of three, is damaged on a real disk. */
class DamagedVBucketTest {
  private static final int DAMAGED = 1;
  private static final Bytes ID = Bytes.ofUtf8("a");
  private static final BucketOptions OPTIONS = BucketOptions.defaults().withVBuckets(3);

  @TempDir
  Path directory;

  @BeforeEach
  void threeVBuckets() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      for (int id = 0; id < 3; id++) {
        bucket.awaitPersisted(id, bucket.set(id, ID, Bytes.ofUtf8("in " + id)).seqno());
      }
    }
  }

  private Path file() {
    return directory.resolve("1.couch.1");
  }

  /** What may be wrong with a file. */
  enum Damage {
    ZEROS {
      @Override
      byte[] done(byte[] whole, NodePointer bySeqno, long header) {
        return new byte[whole.length];
      }
    },
    NEWEST_HEADER {
      @Override
      byte[] done(byte[] whole, NodePointer bySeqno, long header) {
        return flipped(whole, header + 20);
      }
    },
    /** What an opening of the vbucket does not read, and its queue has to. */
    NODE_BY_SEQNO {
      @Override
      byte[] done(byte[] whole, NodePointer bySeqno, long header) {
        return flipped(whole, bySeqno.position() + 10);
      }
    };

    abstract byte[] done(byte[] whole, NodePointer bySeqno, long header);

    static byte[] flipped(byte[] whole, long position) {
      byte[] damaged = whole.clone();
      damaged[Math.toIntExact(position)] ^= 0x55;
      return damaged;
    }
  }

  private byte[] damage(Damage damage) throws IOException {
    NodePointer bySeqno;
    long header;
    try (CouchFile couch = CouchFile.open(
        LivePlatform.open(directory).files(),
        "1.couch.1",
        OpenMode.READ,
        HeaderSearch.STRICT,
        CouchOptions.defaults())) {
      bySeqno = couch.lastHeader().header().bySeqno().orElseThrow();
      header = couch.lastHeader().position();
    }
    byte[] damaged = damage.done(Files.readAllBytes(file()), bySeqno, header);
    Files.write(file(), damaged);
    return damaged;
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void theOthersOpenAndEveryOperationOnItSaysWhatIsWrong(Damage damage) throws IOException {
    byte[] damaged = damage(damage);
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      for (int id : List.of(0, 2)) {
        assertThat(bucket.get(id, ID)).map(StoredDocument::body).contains(Bytes.ofUtf8("in " + id));
        bucket.awaitPersisted(id, bucket.set(id, ID, Bytes.ofUtf8("again")).seqno());
      }
      List<ThrowingCallable> operations = List.of(
          () -> bucket.get(DAMAGED, ID),
          () -> bucket.set(DAMAGED, ID, Bytes.EMPTY),
          () -> bucket.highSeqno(DAMAGED),
          () -> bucket.scanBySeqno(DAMAGED, 0, 1, Scan.Tombstones.SHOWN),
          () -> bucket.compact(DAMAGED, CompactionOptions.defaults()),
          () -> bucket.rollback(DAMAGED, 0),
          () -> bucket.setState(DAMAGED, Lifecycle.REPLICA),
          () -> bucket.createVBucket(DAMAGED, Lifecycle.ACTIVE));
      for (ThrowingCallable operation : operations) {
        assertThatThrownBy(operation)
            .isInstanceOf(VBucketDamagedException.class)
            .hasMessageStartingWith("vbucket 1 cannot be opened: 1.couch.1")
            .hasMessageContaining("delete the vbucket and create it again");
      }
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
    assertThat(files()).containsExactly("0.couch.1", "1.couch.1", "2.couch.1");
  }

  @Test
  void theReportOfTheWarmUpHasTheOthersAndTheDamage() throws IOException {
    damage(Damage.NEWEST_HEADER);
    try (VBuckets vbuckets =
        VBuckets.open(LivePlatform.open(directory), VBucketOptions.defaults())) {
      StoreWarmUpReport report = vbuckets.warmUpReport();
      assertThat(report.opened().values())
          .extracting(WarmUpReport::chosen)
          .containsExactly("0.couch.1", "2.couch.1");
      assertThat(report.damaged().keySet()).containsExactly(DAMAGED);
      DamagedVBucket damaged = report.damaged().values().iterator().next();
      assertThat(damaged.file()).isEqualTo("1.couch.1");
      assertThat(damaged.cause()).isInstanceOf(CorruptFileException.class);
      assertThat(damaged.reason()).startsWith("1.couch.1: ");
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void itCanBeDeletedAndCreatedAgain(Damage damage) throws IOException {
    damage(damage);
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.deleteVBucket(DAMAGED);
      assertThat(files()).containsExactly("0.couch.1", "1.couch.2.deleted", "2.couch.1");
      assertThat(bucket.vbuckets().damaged()).isEmpty();
      bucket.createVBucket(DAMAGED, Lifecycle.ACTIVE);
      assertThat(bucket.get(DAMAGED, ID)).isEmpty();
      bucket.awaitPersisted(
          DAMAGED, bucket.set(DAMAGED, ID, Bytes.ofUtf8("new")).seqno());
    }
    assertThat(files()).containsExactly("0.couch.1", "1.couch.3", "2.couch.1");
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThat(bucket.get(DAMAGED, ID)).map(StoredDocument::body).contains(Bytes.ofUtf8("new"));
    }
  }

  @Test
  void aDeletedOneDoesNotComeBackWithTheNextOpening() throws IOException {
    damage(Damage.ZEROS);
    try (VBuckets vbuckets =
        VBuckets.open(LivePlatform.open(directory), VBucketOptions.defaults())) {
      assertThat(vbuckets.damaged().values().iterator().next().cause())
          .isInstanceOf(NothingToChooseException.class);
      vbuckets.delete(DAMAGED);
    }
    try (VBuckets vbuckets =
        VBuckets.open(LivePlatform.open(directory), VBucketOptions.defaults())) {
      assertThat(vbuckets.all().keySet()).isEqualTo(Set.of(0, 2));
      assertThat(vbuckets.damaged()).isEmpty();
    }
  }

  @Test
  void statisticsCountTheOthersAndNameIt() throws IOException {
    damage(Damage.NEWEST_HEADER);
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      BucketStatistics statistics = bucket.statistics();
      assertThat(statistics.vbuckets()).hasSize(2);
      assertThat(statistics.damaged())
          .singleElement()
          .satisfies(damaged -> assertThat(damaged.id()).isEqualTo(DAMAGED));
    }
  }

  /** Those of vbuckets. */
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.contains(".couch"))
          .sorted()
          .toList();
    }
  }
}
