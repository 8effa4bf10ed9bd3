package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.bucket.Scan.Tombstones;
import dev.lockstep.engine.bucket.WriteOptions.WhenFull;
import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.NotPreparedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections that are created, dropped and created again by the bucket's queue. */
class BucketCollectionsTest {
  private static final BucketOptions OPTIONS = BucketOptions.defaults()
      .withVBuckets(1)
      .withVBucket(VBucketOptions.defaults().withKeys(VBucketOptions.Keys.COLLECTIONS));

  /** Nothing is flushed before the bucket is closed. */
  private static final BucketOptions SLOW =
      OPTIONS.withFlush(OPTIONS.flush().withDelayNanos(TimeUnit.HOURS.toNanos(1)));

  private static final Bytes A = id("a");
  private static final Bytes B = id("b");

  @TempDir
  Path directory;

  private static Bytes id(String key) {
    return CollectionKeys.documentId(9, Bytes.ofUtf8(key));
  }

  private static Mutation create(Bucket bucket) throws IOException {
    return bucket.createCollection(0, 9, WhenFull.WAIT);
  }

  private static Mutation drop(Bucket bucket) throws IOException {
    return bucket.dropCollection(0, 9, WhenFull.WAIT);
  }

  private static Mutation set(Bucket bucket, Bytes id, String body) throws IOException {
    return bucket.set(0, id, Bytes.ofUtf8(body));
  }

  private static void persist(Bucket bucket) throws IOException {
    bucket.awaitPersisted(0, bucket.highSeqno(0));
  }

  private static Optional<Bytes> get(Bucket bucket, Bytes id) throws IOException {
    return bucket.get(0, id).map(StoredDocument::body);
  }

  private static void check(Bucket bucket) throws IOException {
    try (Snapshot snapshot = bucket.vbuckets().get(0).snapshot()) {
      assertThat(VBucketCheck.structure(snapshot)).isEmpty();
      assertThat(VBucketCheck.droppedList(snapshot)).isEmpty();
      assertThat(VBucketCheck.counters(snapshot)).isEmpty();
    }
  }

  @Test
  void eachTakesEffectAtOnceAndInTheOrderOfTheWrites() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, SLOW)) {
      Mutation created = create(bucket);
      Mutation written = set(bucket, A, "old");
      assertThat(written.seqno()).isEqualTo(created.seqno() + 1);
      Mutation dropped = drop(bucket);
      assertThat(dropped.seqno()).isEqualTo(written.seqno() + 1);
      assertThat(get(bucket, A)).isEmpty();
      create(bucket);
      assertThat(get(bucket, A)).isEmpty();
      set(bucket, B, "new");
      assertThat(get(bucket, B)).contains(Bytes.ofUtf8("new"));
      assertThat(bucket.persistedSeqno(0)).isZero();
    }
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThat(get(bucket, A)).isEmpty();
      assertThat(get(bucket, B)).contains(Bytes.ofUtf8("new"));
      assertThat(bucket.highSeqno(0)).isEqualTo(5);
      check(bucket);
    }
  }

  @Test
  void whatIsOnDiskOfADroppedOneIsNotReadBeforeTheDropIsOnDisk() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      create(bucket);
      set(bucket, A, "old");
      persist(bucket);
    }
    try (Bucket bucket = LiveBucket.open(directory, SLOW)) {
      StoredDocument old = bucket.get(0, A).orElseThrow();
      drop(bucket);
      create(bucket);
      assertThat(get(bucket, A)).isEmpty();
      assertThatThrownBy(
              () -> bucket.set(0, A, Bytes.EMPTY, WriteOptions.defaults().withCas(old.cas())))
          .isInstanceOf(CasMismatchException.class);
      bucket.set(0, A, Bytes.ofUtf8("new"), WriteOptions.defaults().ifAbsent());
      assertThat(bucket.vbuckets().get(0).get(A)).isPresent();
    }
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThat(get(bucket, A)).contains(Bytes.ofUtf8("new"));
      try (Snapshot snapshot = bucket.vbuckets().get(0).snapshot()) {
        assertThat(snapshot.get(A).orElseThrow().info().revisionSeqno()).isEqualTo(1);
      }
      check(bucket);
    }
  }

  @Test
  void noScanShowsWhatIsLeftOfADroppedOne() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      create(bucket);
      set(bucket, A, "old");
      persist(bucket);
      drop(bucket);
      create(bucket);
      set(bucket, B, "new");
      persist(bucket);
      check(bucket);
      try (Scan scan = bucket.scanById(0, id(""), Optional.empty(), Tombstones.SHOWN)) {
        assertThat(scan.next().map(DocumentInfo::id)).contains(B);
        assertThat(scan.next()).isEmpty();
      }
    }
  }

  @Test
  void aWriteThatNoCollectionTakesIsRefusedAndHarmsNoOther() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThatThrownBy(() -> set(bucket, A, "early"))
          .isInstanceOf(WrongCollectionException.class)
          .hasMessage("collection 9 is not open");
      assertThatThrownBy(() -> drop(bucket)).isInstanceOf(WrongCollectionException.class);
      create(bucket);
      assertThatThrownBy(() -> create(bucket))
          .isInstanceOf(WrongCollectionException.class)
          .hasMessage("collection 9 is open already");
      assertThatThrownBy(() -> bucket.createCollection(0, 7, WhenFull.WAIT))
          .isInstanceOf(IllegalArgumentException.class);
      set(bucket, A, "in time");
      persist(bucket);
      assertThat(bucket.persistedSeqno(0)).isEqualTo(2);
    }
  }

  @Test
  void preparesGoWithTheirCollection() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      create(bucket);
      bucket.prepare(0, A, Bytes.ofUtf8("1"), WriteOptions.defaults());
      drop(bucket);
      create(bucket);
      assertThatThrownBy(() -> bucket.commit(0, A, WhenFull.WAIT))
          .isInstanceOf(NotPreparedException.class);
      bucket.prepare(0, A, Bytes.ofUtf8("2"), WriteOptions.defaults());
      bucket.commit(0, A, WhenFull.WAIT);
      persist(bucket);
      assertThat(get(bucket, A)).contains(Bytes.ofUtf8("2"));
      check(bucket);
    }
  }

  @Test
  void eachCollectionHasItsStatisticsAndACompactionErasesTheDroppedOnes() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      create(bucket);
      set(bucket, A, "old");
      set(bucket, B, "old");
      persist(bucket);
      drop(bucket);
      create(bucket);
      Mutation last = set(bucket, A, "new");
      persist(bucket);
      Generation open =
          bucket.statistics().vbuckets().get(0).disk().collections().get(1);
      assertThat(open.collection()).isEqualTo(9);
      assertThat(open.items()).isEqualTo(1);
      assertThat(open.highSeqno()).isEqualTo(last.seqno());
      bucket.compact(0, CompactionOptions.defaults()).await();
      check(bucket);
      try (Snapshot snapshot = bucket.vbuckets().get(0).snapshot()) {
        assertThat(snapshot.state().manifest().dropped()).isEmpty();
      }
      assertThat(get(bucket, A)).contains(Bytes.ofUtf8("new"));
      assertThat(get(bucket, B)).isEmpty();
    }
  }

  @Test
  void aRollbackTakesTheDropBackToo() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      create(bucket);
      Mutation kept = set(bucket, A, "old");
      bucket.awaitPersisted(0, kept.seqno());
      drop(bucket);
      persist(bucket);
      bucket.rollback(0, kept.seqno());
      assertThat(get(bucket, A)).contains(Bytes.ofUtf8("old"));
      set(bucket, B, "open again");
      persist(bucket);
      assertThatThrownBy(() -> create(bucket)).isInstanceOf(WrongCollectionException.class);
      check(bucket);
    }
  }
}
