package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.schedule.AutoCompactionOptions;
import dev.lockstep.engine.schedule.CompactionCancelledException;
import dev.lockstep.engine.schedule.CompactionTicket;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Compactions of a bucket on real files and threads. */
class BucketCompactionTest {
  private static final BucketOptions OPTIONS =
      BucketOptions.defaults().withVBuckets(2).withCompactionsMax(2);

  /** Ends a wait for something that never comes; no test waits so long otherwise. */
  private static final int GIVE_UP_SECONDS = 60;

  @TempDir
  Path directory;

  @Test
  void aCompactionAskedForIsAnswered() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      Mutation last = overwrite(bucket, 0);
      bucket.awaitPersisted(0, last.seqno());
      assertThat(bucket.compact(0, CompactionOptions.defaults()).await().status())
          .isEqualTo(Status.SWITCHED);
      assertThat(bucket.vbuckets().get(0).statistics().revision()).isEqualTo(2);
      assertThat(bucket.vbuckets().get(1).statistics().revision()).isEqualTo(1);
    }
  }

  @Test
  void nobodyCompactsAVBucketThatIsNotThere() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThatThrownBy(() -> bucket.compact(7, CompactionOptions.defaults()))
          .isInstanceOf(NoSuchVBucketException.class);
    }
  }

  @Test
  @Timeout(value = GIVE_UP_SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void aCompactorThatEndsUnexpectedlyLeavesNobodyWaiting() throws IOException {
    CompactionListener broken = new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        throw new AssertionError("an error ends the task");
      }
    };
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS.withCompactionsMax(1))) {
      CompactionTicket first = bucket.compact(0, CompactionOptions.defaults().withListener(broken));
      assertThatThrownBy(first::await)
          .isInstanceOf(CompactionCancelledException.class)
          .hasMessageContaining("its task ended unexpectedly");
      CompactionTicket second = bucket.compact(1, CompactionOptions.defaults());
      assertThatThrownBy(second::await)
          .isInstanceOf(CompactionCancelledException.class)
          .hasMessageContaining("a compactor ended unexpectedly");
    }
  }

  @Test
  void anExceptionOfAListenerEndsNoCompaction() throws IOException {
    CompactionListener broken = new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        throw new IllegalStateException("a listener with a bug");
      }
    };
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      CompactionTicket ticket =
          bucket.compact(0, CompactionOptions.defaults().withListener(broken));
      assertThat(ticket.await().status()).isEqualTo(Status.SWITCHED);
    }
  }

  @Test
  @Timeout(value = GIVE_UP_SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void closingCallsOffACompactionThatWouldLastForEver() throws Exception {
    AtomicBoolean waits = new AtomicBoolean();
    CompactionListener listener = new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        if (progress.phase() == CompactionProgress.Phase.WAITING_FOR_SPACE) {
          waits.set(true);
        }
      }
    };
    CompactionOptions neverEnough =
        CompactionOptions.defaults().withUsableBytesMin(Long.MAX_VALUE).withListener(listener);
    CompactionTicket running;
    CompactionTicket waiting;
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS.withCompactionsMax(1))) {
      running = bucket.compact(0, neverEnough);
      await().atMost(GIVE_UP_SECONDS, TimeUnit.SECONDS).untilTrue(waits);
      waiting = bucket.compact(1, neverEnough);
    }
    assertThat(running.await().status()).isEqualTo(Status.ABORTED);
    assertThatThrownBy(waiting::await)
        .isInstanceOf(CompactionCancelledException.class)
        .hasMessageContaining("the store is closed");
  }

  @Test
  @Timeout(value = GIVE_UP_SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void whatWaitsForADamagedVBucketIsNotDoneToTheNextOfItsNumber() throws IOException {
    CompactionOptions neverEnough = CompactionOptions.defaults().withUsableBytesMin(Long.MAX_VALUE);
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS.withCompactionsMax(1))) {
      CompactionTicket running = bucket.compact(0, neverEnough);
      CompactionTicket waiting = bucket.compact(1, CompactionOptions.defaults());
      bucket.vbuckets().setDamaged(1, new IOException("it cannot be read"));
      bucket.deleteVBucket(1);
      bucket.createVBucket(1, Lifecycle.ACTIVE);
      assertThatThrownBy(waiting::await)
          .isInstanceOf(CompactionCancelledException.class)
          .hasMessageContaining("the vbucket is deleted");
      running.cancel();
    }
  }

  @Test
  @Timeout(value = GIVE_UP_SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void aFragmentedFileIsCompactedWithoutBeingAskedFor() throws Exception {
    AtomicBoolean compacted = new AtomicBoolean();
    CompactionListener listener = new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        if (progress.phase() == CompactionProgress.Phase.SWITCHING) {
          compacted.set(true);
        }
      }
    };
    AutoCompactionOptions automatic = AutoCompactionOptions.defaults()
        .withIntervalSeconds(1)
        .withFileSizeMin(64 * 1024)
        .withCompaction(CompactionOptions.defaults().withListener(listener));
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS.withAutoCompaction(automatic))) {
      Mutation last = overwrite(bucket, 0);
      bucket.awaitPersisted(0, last.seqno());
      await().atMost(GIVE_UP_SECONDS, TimeUnit.SECONDS).untilTrue(compacted);
    }
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThat(bucket.vbuckets().get(1).statistics().revision()).isEqualTo(1);
      assertThat(bucket.get(0, Bytes.ofUtf8("a"))).isPresent();
    }
  }

  /** Leaves a file of more than 64 KiB of which little is needed. */
  private static Mutation overwrite(Bucket bucket, int vbucket) throws IOException {
    Mutation last = bucket.set(vbucket, Bytes.ofUtf8("a"), Bytes.ofUtf8("x".repeat(4096)));
    for (int i = 0; i < 32; i++) {
      bucket.awaitPersisted(vbucket, last.seqno());
      last = bucket.set(vbucket, Bytes.ofUtf8("a"), Bytes.ofUtf8((i + "x").repeat(2048)));
    }
    return last;
  }
}
