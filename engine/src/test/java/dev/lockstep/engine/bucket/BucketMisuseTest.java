package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lockstep.engine.bucket.Scan.Tombstones;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.file.UnencryptableVersionException;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.schedule.AutoCompactionOptions;
import dev.lockstep.engine.schedule.DailyWindow;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.FlushResult;
import dev.lockstep.engine.vbucket.Flusher;
import dev.lockstep.engine.vbucket.Reopening;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a caller asks for wrongly is refused, and nobody else's writes suffer. */
class BucketMisuseTest {
  private static final BucketOptions OPTIONS =
      BucketOptions.defaults().withVBuckets(1).withFlush(FlushOptions.defaults().withFlushers(1));

  private static final Bytes ID = Bytes.ofUtf8("a");

  /** Ends a wait for something that never comes; no test waits so long otherwise. */
  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  /** Over for decades. */
  private static final WriteOptions EXPIRED = WriteOptions.defaults().withExpirySeconds(1);

  @TempDir
  Path directory;

  @Test
  void nobodyReadsAPrepareByTheIdThatItIsKeptUnder() throws IOException {
    Bytes kept = Prepares.prepareId(ID);
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      Mutation prepared = bucket.prepare(0, ID, Bytes.ofUtf8("1"), WriteOptions.defaults());
      assertThat(bucket.getAll(0, List.of(ID, kept))).isEmpty();
      bucket.awaitPersisted(0, prepared.seqno());
      assertThat(bucket.getAll(0, List.of(ID, kept))).isEmpty();
    }
  }

  @Test
  void aPrepareWhoseTimeIsOverIsLeftToItsCommitWhoeverAsksForIt() throws IOException {
    Bytes kept = Prepares.prepareId(ID);
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.awaitPersisted(0, bucket.prepare(0, ID, Bytes.ofUtf8("1"), EXPIRED).seqno());
      assertThat(bucket.get(0, kept)).isEmpty();
      assertThat(bucket.highSeqno(0)).as("nothing was written for it").isEqualTo(1);
      bucket.awaitPersisted(0, bucket.commit(0, ID, WriteOptions.WhenFull.WAIT).seqno());
    }
  }

  @Test
  void aBodyThatFitsIntoNoFileIsRefusedWhenItIsWritten() throws IOException {
    Bytes body = Bytes.wrap(new byte[WriteBatch.BODY_LENGTH_MAX + 1]);
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThatThrownBy(() -> bucket.set(0, ID, body))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a body of 134217729 bytes; at most 134217728 fit into a file");
      assertThatThrownBy(() -> bucket.prepare(0, ID, body, WriteOptions.defaults()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new WriteBatch().set(ID, body))
          .isInstanceOf(IllegalArgumentException.class);
      bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
    }
  }

  @Test
  void aNumberThatNoVBucketCanHaveIsRefused() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      for (int number : List.of(-1, 1_000_000_000)) {
        assertThatThrownBy(() -> bucket.createVBucket(number, Lifecycle.ACTIVE))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("vbucket " + number + ": expected 0 to 999999999");
      }
    }
  }

  @Test
  void optionsThatMakeNoSenseSayWhatIsExpected() {
    assertRefused(() -> OPTIONS.withVBuckets(0), "vbuckets 0: expected 1 to 999999999");
    assertRefused(() -> OPTIONS.withVBuckets(Integer.MAX_VALUE), "expected 1 to 999999999");
    assertRefused(
        () -> OPTIONS.withCompactionsMax(0), "compactions at a time 0: expected at least 1");
    assertRefused(
        () -> FlushOptions.defaults().withQueueSizeMax(5).withBatchSize(6),
        "batch size 6: expected 1 to 5");
    assertRefused(
        () -> FlushOptions.defaults().withQueuedBytesMax(0),
        "bytes that wait for a flusher 0: expected at least 1");
    assertRefused(
        () -> AutoCompactionOptions.defaults().withFragmentationPercentMin(101),
        "percentage of fragmentation 101: expected 1 to 100");
    assertRefused(
        () -> AutoCompactionOptions.defaults().withIntervalSeconds(Long.MAX_VALUE),
        "expected 1 to 1000000000");
    assertRefused(() -> new DailyWindow(0, 86_400), "expected 0 to 86399");
    assertRefused(
        () -> CompactionOptions.defaults().withBytesPerSecondMax(-1),
        "bytes a second -1: expected at least 0");
    assertRefused(() -> EXPIRED.withExpirySeconds(-1), "expiry in seconds since 1970 -1");
    assertRefused(() -> new EncryptionKey("k", new byte[16]), "bytes of a key 16: expected 32");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRollbackToNoSeqnoChangesNothing() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.set(0, ID, Bytes.ofUtf8("1"));
      assertRefused(() -> bucket.rollback(0, -1), "seqno to go back to -1: expected at least 0");
      assertRefused(
          () -> bucket.vbuckets().get(0).rollback(-1),
          "seqno to go back to -1: expected at least 0");
      assertThat(bucket.get(0, ID)).isPresent();
      bucket.awaitPersisted(0, 1);
    }
  }

  @Test
  void aScanPastTheLargestSeqnoShowsNothing() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
      try (Scan scan = bucket.scanBySeqno(0, 1L << 48, Long.MAX_VALUE, Tombstones.SHOWN)) {
        assertThat(Shown.of(scan)).isEmpty();
      }
    }
  }

  @Test
  void anExceptionOfAListenerEndsNoFlusher() throws IOException {
    FlushListener broken = new FlushListener() {
      @Override
      public void flushed(int vbucket, FlushResult result, int writes, long nanos) {
        throw new IllegalStateException("a listener with a bug");
      }
    };
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS.withListener(broken))) {
      for (int i = 0; i < 3; i++) {
        bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
      }
    }
  }

  @Test
  void anExceptionOfAListenerThatHearsOfAFailureEndsNoFlusher() throws IOException {
    FlushListener broken = new FlushListener() {
      @Override
      public void flushFailed(int vbucket, IOException cause, int attempts) {
        throw new IllegalStateException("a listener with a bug");
      }
    };
    AtomicBoolean hasFailed = new AtomicBoolean();
    BucketParts parts = committing(() -> {
      if (hasFailed.compareAndSet(false, true)) {
        throw new IOException("the first commit fails on purpose");
      }
    });
    BucketOptions options =
        OPTIONS.withListener(broken).withFlush(OPTIONS.flush().withRetryDelayNanos(0));
    try (Bucket bucket = Bucket.open(LivePlatform.open(directory), options, parts)) {
      bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
    }
    assertThat(hasFailed).isTrue();
  }

  /** Parts of a bucket whose commits are refused by a test. */
  private static BucketParts committing(Hurdle beforeCommit) {
    return new BucketParts() {
      @Override
      public Flusher newFlusher(VBucketInternals vbucket) {
        return new Flusher(vbucket) {
          @Override
          protected Revision commit(Revision base, Header draft, VBucketState state)
              throws IOException {
            beforeCommit.pass();
            return super.commit(base, draft, state);
          }
        };
      }

      @Override
      public Reopening newReopening(VBucketInternals vbucket) {
        return new Reopening(vbucket) {
          @Override
          protected void makeDurable(CouchFile found) throws IOException {
            throw new IOException("the reopen fails on purpose");
          }
        };
      }
    };
  }

  /** What a commit has to pass. */
  @FunctionalInterface
  private interface Hurdle {
    void pass() throws IOException;
  }

  @Test
  void whoWaitsForACommitInDoubtIsToldThatItsFlusherHasEnded() throws IOException {
    FlushListener fatal = new FlushListener() {
      @Override
      public void flushFailed(int vbucket, IOException cause, int attempts) {
        throw new AssertionError("an error ends the flusher");
      }
    };
    BucketParts parts = committing(() -> {
      throw new CommitUncertainException("0.couch.1", 4096, new IOException("no sync on purpose"));
    });
    Bucket bucket = Bucket.open(LivePlatform.open(directory), OPTIONS.withListener(fatal), parts);
    long seqno = bucket.set(0, ID, Bytes.ofUtf8("1")).seqno();
    assertTimeoutPreemptively(
        GIVE_UP,
        () -> assertThatThrownBy(() -> bucket.awaitPersisted(0, seqno))
            .isInstanceOf(NotPersistedException.class)
            .hasCauseInstanceOf(FlusherEndedException.class));
    assertThatThrownBy(bucket::close).isInstanceOf(NotPersistedException.class);
  }

  @Test
  void aVBucketThatIsMadeAnewAfterItsFlusherHasEndedSaysSo() throws IOException {
    FlushListener fatal = new FlushListener() {
      @Override
      public void flushed(int vbucket, FlushResult result, int writes, long nanos) {
        throw new AssertionError("an error ends the flusher");
      }
    };
    BucketOptions options = OPTIONS.withVBuckets(2).withListener(fatal);
    Bucket bucket = LiveBucket.open(directory, options);
    bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
    assertThatThrownBy(() -> bucket.setState(1, Lifecycle.REPLICA))
        .as("once it has ended")
        .isInstanceOf(IOException.class);
    bucket.rollback(0, 0);
    bucket.deleteVBucket(1);
    bucket.createVBucket(1, Lifecycle.ACTIVE);
    for (int vbucket : List.of(0, 1)) {
      assertThatThrownBy(() -> bucket.set(vbucket, ID, Bytes.ofUtf8("2")))
          .isInstanceOf(FlusherEndedException.class);
      assertThat(bucket.get(vbucket, ID)).isEmpty();
    }
    bucket.close();
  }

  @Test
  void aBucketThatCannotBeMadeLeavesNoVBucketOpen() {
    List<VBucketInternals> opened = new ArrayList<>();
    BucketParts parts = new BucketParts() {
      @Override
      public Flusher newFlusher(VBucketInternals vbucket) {
        opened.add(vbucket);
        return super.newFlusher(vbucket);
      }

      @Override
      public ExpiryGuard expiryGuard() {
        throw new IllegalStateException("a part with a bug");
      }
    };
    assertThatCode(() -> LiveBucket.open(directory, OPTIONS).close()).doesNotThrowAnyException();
    assertThatThrownBy(() -> Bucket.open(LivePlatform.open(directory), OPTIONS, parts))
        .hasMessage("a part with a bug");
    assertThat(opened).hasSize(1);
    assertThatThrownBy(() -> opened.get(0).headerSwitch().current())
        .isInstanceOf(VBucketClosedException.class);
  }

  @Test
  void whoWritesAfterAFlusherHasEndedByAnErrorIsToldSo() throws IOException {
    FlushListener fatal = new FlushListener() {
      @Override
      public void flushed(int vbucket, FlushResult result, int writes, long nanos) {
        throw new AssertionError("an error ends the flusher");
      }
    };
    Bucket bucket = LiveBucket.open(directory, OPTIONS.withListener(fatal));
    bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
    Throwable refused = catchThrowable(
        () -> bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("2")).seqno()));
    assertThat(refused instanceof NotPersistedException ? refused.getCause() : refused)
        .isInstanceOf(FlusherEndedException.class);
    assertThatThrownBy(() -> bucket.set(0, ID, Bytes.ofUtf8("3")))
        .isInstanceOf(FlusherEndedException.class)
        .hasMessageContaining("close the bucket and open it again");
    assertThat(bucket.get(0, ID)).map(StoredDocument::body).contains(Bytes.ofUtf8("1"));
    Throwable closed = catchThrowable(bucket::close);
    assertThat(closed == null || closed instanceof NotPersistedException).isTrue();
  }

  @Test
  void aFileThatCannotBeEncryptedIsRefusedAndSaysWhatToDo() {
    CouchOptions old = new CouchOptions(DiskVersion.V13, 1279)
        .withEncryption(LivePlatform.encryption(
            EncryptionKeys.writingWith(new EncryptionKey("k", new byte[32]))));
    BucketOptions options = OPTIONS.withVBucket(OPTIONS.vbucket().withCouch(old));
    assertThatThrownBy(() -> LiveBucket.open(directory, options))
        .isInstanceOf(UnencryptableVersionException.class)
        .hasMessageContaining("no file of disk version 13 can be encrypted, with key \"k\"");
    assertThatCode(() -> LiveBucket.open(directory, OPTIONS).close()).doesNotThrowAnyException();
  }

  @Test
  void aScanThatWasClosedGivesNothingMore() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.awaitPersisted(0, bucket.set(0, ID, Bytes.ofUtf8("1")).seqno());
      Scan scan = bucket.scanBySeqno(0, 1, 1, Tombstones.SHOWN);
      ScanPosition position = scan.pause();
      assertThatThrownBy(scan::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the scan is closed: open another, or resume it");
      try (Scan resumed = bucket.resume(position)) {
        assertThat(Shown.of(resumed)).containsExactly("1 a=1");
      }
    }
  }

  @Test
  void whoeverClosesIsToldOnceOfWritesThatWereRefused() throws IOException {
    Bucket bucket = LiveBucket.open(directory, OPTIONS);
    bucket.vbuckets().get(0).close();
    bucket.set(0, ID, Bytes.ofUtf8("1"));
    assertThatThrownBy(bucket::close)
        .isInstanceOf(NotPersistedException.class)
        .hasMessageStartingWith("1 writes of vbucket 0");
    bucket.close();
  }
}
