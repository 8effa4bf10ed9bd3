package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compaction, alone and with what the flusher commits at each of its phases. */
class CompactorTest {
  private final Store store = new Store();

  private VBucket threeDocuments() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1"));
    vbucket.flush(Store.set("b", "2"));
    vbucket.flush(Store.set("c", "3").setLocal(bytes("_local/l"), bytes("x")));
    return vbucket;
  }

  @Test
  void anEmptyVBucketCompactsToAnEmptyOne() throws IOException {
    VBucket vbucket = store.open();
    CompactionResult result = vbucket.compact(Store.compaction());
    assertThat(result).isEqualTo(new CompactionResult(Status.SWITCHED, 2, 0, 0, 0));
    assertThat(show(vbucket)).isEqualTo("active 0");
    Store.check(vbucket);
    store.closeClean(vbucket);
  }

  @Test
  void whatIsLiveIsCopiedAndTheSpaceOfTheRestIsGivenBack() throws IOException {
    VBucket vbucket = threeDocuments();
    for (int i = 0; i < 50; i++) {
      vbucket.flush(Store.set("a", "version " + i));
    }
    String before = show(vbucket);
    int sizeBefore = store.files.bytes("0.couch.1").length;
    CompactionResult result = vbucket.compact(Store.compaction());
    assertThat(result).isEqualTo(new CompactionResult(Status.SWITCHED, 2, 0, 3, 0));
    assertThat(show(vbucket)).isEqualTo(before);
    assertThat(store.files.bytes("0.couch.2").length).isLessThan(sizeBefore / 10);
    Store.check(vbucket);
    store.closeClean(vbucket);
  }

  @Test
  void tombstonesGoUpToTheSeqnoAskedForAndThePurgeSeqnoSaysSo() throws IOException {
    VBucket vbucket = threeDocuments();
    vbucket.flush(Store.delete("a"));
    vbucket.flush(Store.delete("b"));
    vbucket.flush(Store.delete("c"));
    assertThat(vbucket.compact(Store.purging(4)).documentsPurged()).isEqualTo(1);
    assertThat(show(vbucket)).isEqualTo("active 6, 5 b deleted, 6 c deleted, _local/l=x");
    try (Snapshot snapshot = vbucket.snapshot()) {
      assertThat(snapshot.purgeSeqno()).isEqualTo(4);
    }
    vbucket.compact(Store.purging(Long.MAX_VALUE));
    assertThat(show(vbucket)).isEqualTo("active 6, 6 c deleted, _local/l=x");
    try (Snapshot snapshot = vbucket.snapshot()) {
      assertThat(snapshot.purgeSeqno()).isEqualTo(5);
    }
    vbucket.compact(Store.compaction());
    try (Snapshot snapshot = vbucket.snapshot()) {
      assertThat(snapshot.purgeSeqno()).as("never goes back").isEqualTo(5);
    }
    Store.check(vbucket);
    store.closeClean(vbucket);
  }

  private static final List<String> BEFORE_THE_LOCK = List.of(
      Milestones.COMPACTION_PINNED, Milestones.COMPACTION_COPIED, Milestones.CATCH_UP_BEGIN);

  /** Commits a batch at each phase that runs without the lock, then compares with what was there. */
  private void flushedAtEveryPhase(
      VBucket vbucket, CompactionOptions options, WriteBatch... batches) throws IOException {
    String[] newest = {show(vbucket)};
    for (int i = 0; i < batches.length; i++) {
      WriteBatch batch = batches[i];
      store.platform.at(BEFORE_THE_LOCK.get(i), () -> {
        vbucket.flush(batch);
        newest[0] = show(vbucket);
      });
    }
    CompactionResult result = vbucket.compact(options);
    assertThat(result.status()).isEqualTo(Status.SWITCHED);
    assertThat(store.platform.milestones()).containsAll(BEFORE_THE_LOCK.subList(0, batches.length));
    assertThat(show(vbucket)).isEqualTo(newest[0]);
    Store.check(vbucket);
    store.closeClean(vbucket);
    try (VBucket reopened = store.open()) {
      assertThat(show(reopened)).isEqualTo(newest[0]);
    }
  }

  @Test
  void catchesUpWithNewChangedAndDeletedDocuments() throws IOException {
    flushedAtEveryPhase(
        threeDocuments(),
        Store.compaction(),
        Store.set("d", "4").delete(bytes("a")),
        Store.set("a", "again").delete(bytes("never there")),
        Store.delete("d").set(bytes("b"), bytes("changed")));
  }

  @Test
  void catchesUpOneDocumentAtATime() throws IOException {
    flushedAtEveryPhase(
        threeDocuments(),
        Store.compaction().withReplayDocumentsMax(1),
        Store.set("d", "4").delete(bytes("a")).set(bytes("e"), bytes("5")),
        Store.delete("e").prepare(bytes("a"), bytes("p")),
        Store.delete("d").commit(bytes("a")));
  }

  @Test
  void aCommitOfStateAloneHidesNoDocumentFromTheCatchUp() throws IOException {
    flushedAtEveryPhase(
        threeDocuments(),
        Store.compaction(),
        new WriteBatch().state(Lifecycle.REPLICA),
        Store.set("d", "4"),
        new WriteBatch().state(Lifecycle.ACTIVE));
  }

  @Test
  void catchesUpWithALocalDocumentRemovedChangedAndAdded() throws IOException {
    VBucket vbucket = threeDocuments();
    vbucket.flush(Store.local("k", "stays"));
    flushedAtEveryPhase(
        vbucket,
        Store.compaction(),
        Store.removeLocal("l"),
        Store.local("m", "new"),
        Store.local("m", "changed"));
  }

  @Test
  void aDocumentPurgedByTheCopyAndWrittenAgainIsThere() throws IOException {
    VBucket vbucket = threeDocuments();
    vbucket.flush(Store.delete("a"));
    vbucket.flush(Store.set("z", "9"));
    flushedAtEveryPhase(
        vbucket, Store.purging(Long.MAX_VALUE), Store.set("a", "back"), Store.delete("a"));
  }

  @Test
  void aTombstoneWrittenDuringTheCopyIsNotPurgedByIt() throws IOException {
    VBucket vbucket = threeDocuments();
    flushedAtEveryPhase(
        vbucket, Store.purging(Long.MAX_VALUE), Store.delete("a"), Store.set("z", "9"));
    try (VBucket reopened = store.open();
        Snapshot snapshot = reopened.snapshot()) {
      assertThat(snapshot.purgeSeqno()).isZero();
    }
  }

  @Test
  void theCaughtUpFileKeepsThePurgeSeqnoOfTheCopy() throws IOException {
    VBucket vbucket = threeDocuments();
    vbucket.flush(Store.delete("a"));
    vbucket.flush(Store.set("z", "9"));
    store.platform.at(Milestones.COMPACTION_COPIED, () -> vbucket.flush(Store.set("d", "4")));
    vbucket.compact(Store.purging(Long.MAX_VALUE));
    try (Snapshot snapshot = vbucket.snapshot()) {
      assertThat(snapshot.purgeSeqno()).isEqualTo(4);
    }
    store.closeClean(vbucket);
  }

  @Test
  void whatIsCommittedAfterTheLastRoundIsCaughtUpUnderTheLock() throws IOException {
    Compactor[] running = new Compactor[1];
    VBucketParts parts = new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals internals, CompactionOptions options) {
        running[0] = new Compactor(internals, options) {
          @Override
          protected void lock() throws IOException {
            store.platform.reached("before lock", "", 0);
            super.lock();
          }
        };
        return running[0];
      }
    };
    VBucket vbucket = store.open(parts);
    vbucket.flush(Store.set("a", "1"));
    store.platform.at("before lock", () -> vbucket.flush(Store.set("b", "2")));
    CompactionResult result = vbucket.compact(Store.compaction());
    assertThat(result).isEqualTo(new CompactionResult(Status.SWITCHED, 2, 0, 1, 0));
    assertThat(show(vbucket)).isEqualTo("active 2, 1 a=1, 2 b=2");
    Store.check(vbucket);
    store.closeClean(vbucket);
  }

  /** Keeps the flusher ahead: at the start of every round it commits {@code bytes} more. */
  private void flushAtEveryRound(VBucket vbucket, int round, int... bytes) {
    store.platform.at(round == 0 ? Milestones.COMPACTION_COPIED : Milestones.CATCH_UP_BEGIN, () -> {
      vbucket.flush(Store.set("a", "x".repeat(bytes[Math.min(round, bytes.length - 1)])));
      flushAtEveryRound(vbucket, round + 1, bytes);
    });
  }

  @Test
  void aFlusherThatIsNotOutrunIsStoppedAfterTheLastRound() throws IOException {
    VBucket vbucket = threeDocuments();
    int[] shrinking = new int[Compactor.CATCH_UP_ROUNDS_MAX + 5];
    for (int i = 0; i < shrinking.length; i++) {
      shrinking[i] = (shrinking.length - i) * 8192;
    }
    flushAtEveryRound(vbucket, 0, shrinking);
    CompactionResult result = vbucket.compact(Store.compaction());
    assertThat(result.status()).isEqualTo(Status.SWITCHED);
    assertThat(result.rounds()).isEqualTo(Compactor.CATCH_UP_ROUNDS_MAX);
    assertThat(Collections.frequency(store.platform.milestones(), Milestones.CATCH_UP_BEGIN))
        .isEqualTo(Compactor.CATCH_UP_ROUNDS_MAX);
    Store.check(vbucket);
  }

  @Test
  void roundsEndWhenTheRemainderNoLongerShrinks() throws IOException {
    VBucket vbucket = threeDocuments();
    flushAtEveryRound(vbucket, 0, 8192);
    assertThat(vbucket.compact(Store.compaction()).rounds()).isEqualTo(1);
    Store.check(vbucket);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 20})
  void aSmallRemainderIsLeftForTheLock(long finalBytes) throws IOException {
    VBucket vbucket = threeDocuments();
    store.platform.at(Milestones.COMPACTION_COPIED, () -> vbucket.flush(Store.set("d", "4")));
    CompactionResult result =
        vbucket.compact(Store.compaction().withFinalCatchUpBytesMax(finalBytes));
    assertThat(result.rounds()).isEqualTo(finalBytes == 0 ? 1 : 0);
    assertThat(show(vbucket)).endsWith("4 d=4, _local/l=x");
  }

  @Test
  void aSecondCompactionIsRefusedAndTheFirstGoesOn() throws IOException {
    VBucket vbucket = threeDocuments();
    String before = show(vbucket);
    store.platform.at(
        Milestones.COMPACTION_COPIED,
        () -> assertThatThrownBy(() -> vbucket.compact(Store.compaction()))
            .isInstanceOf(CompactionRunningException.class)
            .hasMessageContaining("vbucket 0"));
    assertThat(vbucket.compact(Store.compaction()).status()).isEqualTo(Status.SWITCHED);
    assertThat(vbucket.compact(Store.compaction()).revision()).isEqualTo(3);
    assertThat(show(vbucket)).isEqualTo(before);
    store.closeClean(vbucket);
  }

  @Test
  void anOldTargetOfTheSameNameIsNotWrittenOver() throws IOException {
    VBucket vbucket = threeDocuments();
    String before = show(vbucket);
    byte[] longer = new byte[1 << 20];
    byte[] source = store.files.bytes("0.couch.1");
    System.arraycopy(source, 0, longer, longer.length - source.length, source.length);
    store.files.put("0.couch.1.compact", longer);
    store.files.put("0.couch.1.compact.sort.0", longer);
    vbucket.compact(Store.compaction());
    assertThat(store.files.bytes("0.couch.2").length).isLessThan(longer.length);
    assertThat(show(vbucket)).isEqualTo(before);
    Store.check(vbucket);
  }

  @Test
  void theProtocolReachesItsMilestonesInOrder() throws IOException {
    VBucket vbucket = threeDocuments();
    store.platform.at(Milestones.COMPACTION_COPIED, () -> vbucket.flush(Store.set("d", "4")));
    store.platform.milestones().clear();
    vbucket.compact(Store.compaction());
    assertThat(store.platform.milestones())
        .containsExactly(
            Milestones.COMPACTION_PINNED,
            Milestones.COMPACTION_COPIED,
            Milestones.FLUSH_BEGIN,
            Milestones.FLUSH_COMMITTED,
            Milestones.HEADER_PUBLISHED,
            Milestones.CATCH_UP_BEGIN,
            Milestones.FINAL_CATCH_UP_BEGIN,
            Milestones.FINAL_CATCH_UP_LOCKED,
            Milestones.COMPACTION_RENAMED,
            Milestones.FILE_SWITCHED,
            Milestones.FILE_RETIRED,
            Milestones.FILE_REMOVED);
  }
}
