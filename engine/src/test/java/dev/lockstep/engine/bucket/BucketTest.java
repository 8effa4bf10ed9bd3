package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.engine.bucket.Scan.Tombstones;
import dev.lockstep.engine.bucket.WriteOptions.WhenFull;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.NotPreparedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bucket on real files and threads. */
class BucketTest {
  /** Ends a wait for something that never comes; no test waits so long otherwise. */
  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  private static final BucketOptions OPTIONS = BucketOptions.defaults().withVBuckets(3);

  /** A delay that only a close or a full batch cuts short: until then writes stay queued. */
  private static final BucketOptions SLOW =
      OPTIONS.withFlush(OPTIONS.flush().withDelayNanos(TimeUnit.HOURS.toNanos(1)));

  @TempDir
  Path directory;

  @Test
  void writesAreReadAtOnceAndAfterAReopen() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, SLOW)) {
      Mutation first = bucket.set(1, text("a"), text("one"));
      Mutation second = bucket.set(1, text("b"), text("two"));
      assertThat(second.seqno()).isEqualTo(first.seqno() + 1);
      assertThat(bucket.get(1, text("a"))).map(StoredDocument::body).contains(text("one"));
      assertThat(bucket.get(2, text("a"))).isEmpty();
      bucket.delete(1, text("b"));
      assertThat(bucket.get(1, text("b"))).isEmpty();
      assertThat(bucket.persistedSeqno(1)).isZero();
    }
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThat(bucket.persistedSeqno(1)).isEqualTo(3);
      assertThat(bucket.get(1, text("a"))).map(StoredDocument::body).contains(text("one"));
      assertThat(bucket.get(1, text("b"))).isEmpty();
      assertThat(bucket.set(1, text("c"), text("three")).seqno()).isEqualTo(4);
    }
  }

  @Test
  void whatWasAwaitedIsOnDisk() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      Mutation mutation = bucket.set(0, text("a"), text("one"));
      bucket.awaitPersisted(0, mutation.seqno());
      assertThat(bucket.awaitPersisted(0, mutation.seqno(), 0)).isTrue();
      assertThat(bucket.persistedSeqno(0)).isEqualTo(mutation.seqno());
      assertThat(bucket.vbuckets().get(0).get(text("a"))).isPresent();
      assertThat(bucket.get(0, text("a")).orElseThrow())
          .isEqualTo(new StoredDocument(text("a"), text("one"), 1, mutation.cas(), 0));
    }
  }

  @Test
  void aSeqnoThatNoWriteHasCannotBeAwaited() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThatThrownBy(() -> bucket.awaitPersisted(0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no write to vbucket 0 has seqno 1 yet: the highest is 0");
    }
  }

  @Test
  void aLimitedWaitSaysThatItWasTooShort() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, SLOW)) {
      Mutation mutation = bucket.set(0, text("a"), text("one"));
      assertThat(bucket.awaitPersisted(0, mutation.seqno(), 1)).isFalse();
    }
  }

  @Test
  void aFullBatchIsFlushedWithoutDelay() throws IOException {
    BucketOptions options = SLOW.withFlush(SLOW.flush().withBatchSize(3));
    try (Bucket bucket = LiveBucket.open(directory, options)) {
      bucket.set(0, text("a"), text("1"));
      bucket.set(0, text("b"), text("2"));
      Mutation third = bucket.set(0, text("c"), text("3"));
      bucket.awaitPersisted(0, third.seqno());
      assertThat(bucket.vbuckets().get(0).get(text("a"))).isPresent();
    }
  }

  @Test
  void manyReadsInOneCallGiveTheLiveOnes() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.awaitPersisted(0, bucket.set(0, text("a"), text("1")).seqno());
      bucket.set(0, text("b"), text("2"));
      bucket.delete(0, text("c"));
      assertThat(bucket
              .getAll(0, List.of(text("b"), text("x"), text("c"), text("a")))
              .values())
          .extracting(document -> document.body().toString())
          .containsExactly("2", "1");
    }
  }

  @Test
  void aWriteForAnotherVersionIsRefused() throws IOException {
    for (BucketOptions options : List.of(OPTIONS, SLOW)) {
      Bytes id = text("a" + options.flush().delayNanos());
      try (Bucket bucket = LiveBucket.open(directory, options)) {
        WriteOptions absent = WriteOptions.defaults().ifAbsent();
        Mutation first = bucket.set(0, id, text("1"), absent);
        if (options.equals(OPTIONS)) {
          bucket.awaitPersisted(0, first.seqno());
        }
        assertThatThrownBy(() -> bucket.set(0, id, text("2"), absent))
            .isInstanceOfSatisfying(
                CasMismatchException.class, e -> assertThat(e.found()).isEqualTo(first.cas()));
        WriteOptions expected = WriteOptions.defaults().withCas(first.cas());
        Mutation second = bucket.set(0, id, text("3"), expected);
        assertThat(second.cas()).isGreaterThan(first.cas());
        assertThatThrownBy(() -> bucket.delete(0, id, expected))
            .isInstanceOf(CasMismatchException.class);
        bucket.delete(0, id, WriteOptions.defaults().withCas(second.cas()));
        assertThatThrownBy(() -> bucket.set(0, id, text("4"), expected))
            .hasMessage("document " + id + " has version none, expected " + first.cas()
                + ": read it again");
        bucket.set(0, id, text("5"), absent);
        assertThat(bucket.get(0, id)).map(StoredDocument::body).contains(text("5"));
      }
    }
  }

  @Test
  void anExpiredDocumentIsNotThere() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      WriteOptions past = WriteOptions.defaults().withExpirySeconds(1);
      WriteOptions future = WriteOptions.defaults().withExpirySeconds(4_000_000_000L);
      bucket.set(0, text("late"), text("1"), future);
      Mutation last = bucket.set(0, text("gone"), text("2"), past);
      assertThat(bucket.get(0, text("gone"))).as("queued or on disk").isEmpty();
      bucket.awaitPersisted(0, last.seqno());
      assertThat(bucket.get(0, text("gone"))).isEmpty();
      bucket.awaitPersisted(0, bucket.highSeqno(0));
      assertThat(bucket.get(0, text("late")).orElseThrow().expirySeconds())
          .isEqualTo(4_000_000_000L);
      assertThat(Shown.bySeqno(bucket, 0, Tombstones.HIDDEN)).containsExactly("1 late=1");
      assertThat(Shown.bySeqno(bucket, 0, Tombstones.SHOWN))
          .as("found expired, it was deleted")
          .containsExactly("1 late=1", "3 gone -");
      bucket.set(0, text("gone"), text("3"), WriteOptions.defaults().ifAbsent());
    }
  }

  @Test
  void theRevisionSeqnoCountsTheWritesOfADocument() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      for (int i = 1; i <= 3; i++) {
        Mutation last = bucket.set(0, text("a"), text("x" + i));
        if (i == 1) {
          bucket.awaitPersisted(0, last.seqno());
        }
      }
      bucket.awaitPersisted(0, 3);
      assertThat(bucket.vbuckets().get(0).get(text("a")).orElseThrow().info().revisionSeqno())
          .isEqualTo(3);
    }
  }

  @Test
  void aPreparedDocumentIsReadOnceItIsCommitted() throws IOException {
    for (BucketOptions options : List.of(OPTIONS, SLOW)) {
      Bytes id = text("a" + options.flush().delayNanos());
      try (Bucket bucket = LiveBucket.open(directory, options)) {
        Mutation prepared = bucket.prepare(0, id, text("1"), WriteOptions.defaults());
        if (options.equals(OPTIONS)) {
          bucket.awaitPersisted(0, prepared.seqno());
        }
        assertThat(bucket.get(0, id)).isEmpty();
        bucket.commit(0, id, WhenFull.WAIT);
        assertThat(bucket.get(0, id)).map(StoredDocument::body).contains(text("1"));
        assertThatThrownBy(() -> bucket.commit(0, id, WhenFull.WAIT))
            .isInstanceOf(NotPreparedException.class);
        bucket.prepare(0, id, text("2"), WriteOptions.defaults());
        bucket.abort(0, id, WhenFull.WAIT);
        assertThat(bucket.get(0, id)).map(StoredDocument::body).contains(text("1"));
      }
    }
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS);
        Snapshot snapshot = bucket.vbuckets().get(0).snapshot()) {
      assertThat(snapshot.state().onDiskPrepares()).isZero();
      assertThat(VBucketCheck.structure(snapshot)).isEmpty();
      assertThat(VBucketCheck.counters(snapshot)).isEmpty();
    }
  }

  @Test
  void aCommittedDocumentExpiresWhenItsPrepareSaid() throws IOException {
    WriteOptions lasting = WriteOptions.defaults().withExpirySeconds(4_000_000_000L);
    for (BucketOptions options : List.of(OPTIONS, SLOW)) {
      try (Bucket bucket = LiveBucket.open(directory, options)) {
        Mutation prepared = bucket.prepare(0, text("a"), text("1"), lasting);
        if (options.equals(OPTIONS)) {
          bucket.awaitPersisted(0, prepared.seqno());
        }
        bucket.commit(0, text("a"), WhenFull.WAIT);
        assertThat(bucket.get(0, text("a")))
            .map(StoredDocument::expirySeconds)
            .contains(lasting.expirySeconds());
        bucket.prepare(0, text("b"), text("1"), WriteOptions.defaults().withExpirySeconds(1));
        bucket.commit(0, text("b"), WhenFull.WAIT);
        assertThat(bucket.get(0, text("b"))).isEmpty();
      }
    }
  }

  @Test
  void preparesAreCompletedInTheirOrderAlsoAfterAReopen() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.prepare(0, text("a"), text("1"), WriteOptions.defaults());
      bucket.prepare(0, text("b"), text("2"), WriteOptions.defaults());
    }
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThatThrownBy(() -> bucket.commit(0, text("b"), WhenFull.WAIT))
          .hasMessageContaining("an earlier prepare is still open");
      bucket.commit(0, text("a"), WhenFull.WAIT);
      bucket.commit(0, text("b"), WhenFull.WAIT);
      assertThat(bucket.get(0, text("b"))).map(StoredDocument::body).contains(text("2"));
    }
  }

  /** Flushes end when the test says so, so queues fill up. */
  private static FlushListener endingFlushesWhen(AtomicBoolean goOn) {
    return new FlushListener() {
      @Override
      public void flushed(int vbucket, FlushResult result, int writes, long nanos) {
        await().atMost(GIVE_UP).untilTrue(goOn);
      }
    };
  }

  @Test
  void aFullQueueRefusesWhoDoesNotWait() throws IOException {
    AtomicBoolean goOn = new AtomicBoolean();
    BucketOptions options = OPTIONS
        .withListener(endingFlushesWhen(goOn))
        .withFlush(OPTIONS.flush().withFlushers(1).withQueueSizeMax(2));
    WriteOptions refuse = WriteOptions.defaults().withWhenFull(WhenFull.REFUSE);
    try (Bucket bucket = LiveBucket.open(directory, options)) {
      bucket.awaitPersisted(0, bucket.set(0, text("a"), text("1"), refuse).seqno());
      bucket.set(0, text("b"), text("2"), refuse);
      bucket.set(0, text("c"), text("3"), refuse);
      assertThatThrownBy(() -> bucket.set(0, text("d"), text("4"), refuse))
          .isInstanceOf(WriteQueueFullException.class)
          .hasMessageStartingWith("the write queue of vbucket 0 is full with 2 writes");
      bucket.set(0, text("c"), text("5"), refuse);
      goOn.set(true);
      bucket.set(0, text("d"), text("6"));
    }
  }

  @Test
  void bytesAreBoundedOverAllVBucketsOfAFlusher() throws IOException {
    AtomicBoolean goOn = new AtomicBoolean();
    BucketOptions options = OPTIONS
        .withListener(endingFlushesWhen(goOn))
        .withFlush(OPTIONS.flush().withFlushers(1).withQueuedBytesMax(10));
    WriteOptions refuse = WriteOptions.defaults().withWhenFull(WhenFull.REFUSE);
    try (Bucket bucket = LiveBucket.open(directory, options)) {
      bucket.awaitPersisted(0, bucket.set(0, text("a"), text("1"), refuse).seqno());
      bucket.set(0, text("b"), text("12345678"), refuse);
      bucket.set(1, text("c"), text("a larger body than all that may wait"), refuse);
      for (int vbucket : List.of(0, 1, 2)) {
        assertThatThrownBy(() -> bucket.set(vbucket, text("b"), text("1"), refuse))
            .isInstanceOf(WriteQueueFullException.class)
            .hasMessageStartingWith("the write queue of vbucket " + vbucket
                + " is full with 46 bytes of its flusher's vbuckets");
      }
      assertThat(bucket.statistics().queuedBytes()).isEqualTo(46);
      goOn.set(true);
      bucket.awaitPersisted(2, bucket.set(2, text("d"), text("6")).seqno());
    }
  }

  @Test
  void nobodyWaitsForOthersWhereThereIsNoRoomForThem() throws IOException {
    BucketOptions options = SLOW.withFlush(SLOW.flush().withFlushers(1).withQueuedBytesMax(10));
    try (Bucket bucket = LiveBucket.open(directory, options)) {
      Mutation first = bucket.set(0, text("a"), text("12"));
      assertThat(bucket.awaitPersisted(0, first.seqno(), 1)).isFalse();
      bucket.set(1, text("b"), text("123456"));
      assertThat(bucket.awaitPersisted(0, first.seqno(), GIVE_UP.toNanos())).isTrue();
    }
  }

  @Test
  void whatIsGoneWithItsVBucketTakesNoRoomFromOthers() throws IOException {
    BucketOptions options = SLOW.withFlush(SLOW.flush().withFlushers(1).withQueuedBytesMax(100));
    WriteOptions refuse = WriteOptions.defaults().withWhenFull(WhenFull.REFUSE);
    try (Bucket bucket = LiveBucket.open(directory, options)) {
      for (int i = 0; i < 5; i++) {
        bucket.set(1, text("a"), text("b".repeat(49)), refuse);
        assertThat(bucket.statistics().queuedBytes()).isEqualTo(50);
        bucket.deleteVBucket(1);
        bucket.createVBucket(1, Lifecycle.ACTIVE);
      }
    }
  }

  @Test
  void writersWaitForRoomAndLoseNothing() throws IOException {
    for (FlushOptions flush :
        List.of(OPTIONS.flush().withQueueSizeMax(4), OPTIONS.flush().withQueuedBytesMax(16))) {
      try (Bucket bucket = LiveBucket.open(directory, OPTIONS.withFlush(flush))) {
        long last = 0;
        for (int i = 0; i < 200; i++) {
          last = bucket.set(0, text("k" + i), text("v" + i)).seqno();
        }
        bucket.awaitPersisted(0, last);
        assertThat(Shown.bySeqno(bucket, 0, Tombstones.SHOWN)).hasSize(200);
      }
    }
  }

  @Test
  void aStateIsDurableWhenItIsSet() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.set(0, text("a"), text("1"));
      bucket.setState(0, Lifecycle.REPLICA);
      try (Snapshot snapshot = bucket.vbuckets().get(0).snapshot()) {
        assertThat(snapshot.state().lifecycle()).isEqualTo(Lifecycle.REPLICA);
      }
    }
  }

  @Test
  void whatIsQueuedForADeletedVBucketIsGoneWithIt() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, SLOW)) {
      bucket.set(1, text("a"), text("1"));
      bucket.deleteVBucket(1);
      assertThatThrownBy(() -> bucket.get(1, text("a"))).isInstanceOf(NoSuchVBucketException.class);
      bucket.createVBucket(1, Lifecycle.ACTIVE);
      assertThat(bucket.get(1, text("a"))).isEmpty();
      assertThat(bucket.set(1, text("b"), text("2")).seqno()).isEqualTo(1);
    }
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThat(Shown.bySeqno(bucket, 1, Tombstones.SHOWN)).containsExactly("1 b=2");
    }
  }

  @Test
  void aRollbackTakesBackWhatIsQueuedToo() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.awaitPersisted(0, bucket.set(0, text("a"), text("1")).seqno());
      bucket.awaitPersisted(0, bucket.set(0, text("a"), text("2")).seqno());
      long cas = bucket.set(0, text("a"), text("3")).cas();
      bucket.rollback(0, 1);
      assertThat(bucket.get(0, text("a"))).map(StoredDocument::body).contains(text("1"));
      Mutation next = bucket.set(0, text("a"), text("4"));
      assertThat(next.seqno()).isEqualTo(2);
      assertThat(next.cas()).isGreaterThan(cas);
    }
  }

  @Test
  void aSeqnoOfBeforeARollbackIsThatOfTheNextWriteThatGetsIt() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.awaitPersisted(0, bucket.set(0, text("a"), text("1")).seqno());
      Mutation undone = bucket.set(0, text("a"), text("2"));
      bucket.awaitPersisted(0, undone.seqno());
      bucket.rollback(0, 1);
      assertThatThrownBy(() -> bucket.awaitPersisted(0, undone.seqno()))
          .isInstanceOf(NotPersistedException.class)
          .hasMessage("seqno 2 of vbucket 0 was not persisted: vbucket 0 is rolled back to seqno 1:"
              + " write again");
      assertThatThrownBy(() -> bucket.awaitPersisted(0, 3))
          .as("no write ever had it")
          .isInstanceOf(IllegalArgumentException.class);
      Mutation later = bucket.set(0, text("b"), text("2"));
      assertThat(later.seqno()).isEqualTo(undone.seqno());
      assertThat(later.cas()).isNotEqualTo(undone.cas());
      bucket.awaitPersisted(0, undone.seqno());
      assertThat(bucket.vbuckets().get(0).get(text("b"))).isPresent();
    }
  }

  @Test
  void aClosedBucketRefusesEverything() throws IOException {
    Bucket bucket = LiveBucket.open(directory, OPTIONS);
    bucket.close();
    bucket.close();
    assertThatThrownBy(() -> bucket.set(0, text("a"), text("1")))
        .isInstanceOf(VBucketClosedException.class);
    assertThatThrownBy(() -> bucket.get(0, text("a"))).isInstanceOf(VBucketClosedException.class);
    assertThatThrownBy(() -> bucket.createVBucket(7, Lifecycle.ACTIVE))
        .isInstanceOf(VBucketClosedException.class);
  }

  @Test
  void anIdThatIsKeptForPreparesIsRefusedWhenTheWriteIsTaken() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThatThrownBy(() -> bucket.set(0, text("\u0002a"), text("1")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Bytes text(String text) {
    return Bytes.ofUtf8(text);
  }
}
