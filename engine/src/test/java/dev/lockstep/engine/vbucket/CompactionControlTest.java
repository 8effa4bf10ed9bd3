package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a running compaction tells, and how it is held back and stopped. */
class CompactionControlTest {
  private static final int DOCUMENTS = 500;
  private static final int BODY_BYTES = 10_000;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final String WAIT = "compaction asked to give up";

  private final Store store = new Store();
  private final List<CompactionProgress> heard = new ArrayList<>();

  private final CompactionListener listener = new CompactionListener() {
    @Override
    public void progressed(CompactionProgress progress) {
      heard.add(progress);
    }
  };

  private VBucket filled() throws IOException {
    VBucket vbucket = store.open();
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < DOCUMENTS; i++) {
      batch.set(bytes("key " + i), Bytes.wrap(new byte[BODY_BYTES]));
    }
    vbucket.flush(batch);
    return vbucket;
  }

  @Test
  void progressSaysHowMuchOfHowMuchIsCopied() throws IOException {
    VBucket vbucket = filled();
    vbucket.compact(Store.compaction().withListener(listener));
    assertThat(heard).hasSizeGreaterThan(2);
    assertThat(heard).allSatisfy(each -> {
      assertThat(each.documentsTotal()).isEqualTo(DOCUMENTS);
      assertThat(each.bytesTotal()).isGreaterThan((long) DOCUMENTS * BODY_BYTES);
    });
    assertThat(heard).extracting(CompactionProgress::documents).isSorted();
    CompactionProgress copied = heard.get(heard.size() - 2);
    assertThat(copied.phase()).isEqualTo(Phase.COPYING);
    assertThat(copied.documents()).isEqualTo(DOCUMENTS);
    assertThat(copied.bytes()).isEqualTo(copied.bytesTotal());
    assertThat(heard.get(heard.size() - 1).phase()).isEqualTo(Phase.SWITCHING);
    store.closeClean(vbucket);
  }

  @Test
  void progressSaysWhichRoundCatchesUpAndHowMuchRemains() throws IOException {
    VBucket vbucket = filled();
    store.platform.at(Milestones.COMPACTION_COPIED, () -> vbucket.flush(Store.set("new", "one")));
    vbucket.compact(Store.compaction().withListener(listener));
    assertThat(heard)
        .filteredOn(each -> each.phase() == Phase.CATCHING_UP)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.round()).isEqualTo(1);
          assertThat(each.bytesRemaining()).isPositive();
        });
    store.closeClean(vbucket);
  }

  @Test
  void aLimitedCopyTakesTheTimeThatItsBytesTakeUpToTheLastCheckpoint() throws IOException {
    VBucket vbucket = filled();
    long before = store.platform.nanos();
    vbucket.compact(Store.compaction().withBytesPerSecondMax(500_000));
    assertThat(store.platform.nanos() - before).isBetween(8 * SECOND_NANOS, 12 * SECOND_NANOS);
    store.closeClean(vbucket);
  }

  @Test
  void nothingIsWaitedForWhileTheLockIsHeld() throws IOException {
    VBucket vbucket = filled();
    store.platform.at(WAIT, () -> vbucket.flush(Store.set("beside", "the wait")));
    vbucket.compact(Store.compaction().withBytesPerSecondMax(500_000));
    assertThat(store.platform.milestones()).contains(WAIT);
    assertThat(show(vbucket)).contains("beside=the wait");
    store.closeClean(vbucket);
  }

  @Test
  void aWaitingCopyCanBeStopped() throws IOException {
    VBucket vbucket = filled();
    store.platform.at(WAIT, vbucket::abortCompaction);
    CompactionResult result = vbucket.compact(Store.compaction().withBytesPerSecondMax(1));
    assertThat(result.status()).isEqualTo(Status.ABORTED);
    store.closeClean(vbucket);
  }

  @Test
  void theCopyWaitsWhileTheDiskIsNearlyFullAndSaysSo() throws IOException {
    VBucket vbucket = filled();
    store.files.setUsableBytes(999);
    store.platform.at(WAIT, () -> {
      assertThat(heard)
          .singleElement()
          .extracting(CompactionProgress::phase)
          .isEqualTo(Phase.WAITING_FOR_SPACE);
      store.files.setUsableBytes(1_000);
    });
    CompactionResult result =
        vbucket.compact(Store.compaction().withUsableBytesMin(1_000).withListener(listener));
    assertThat(store.platform.milestones()).contains(Milestones.COMPACTION_WAITS_FOR_SPACE);
    assertThat(heard)
        .extracting(CompactionProgress::phase)
        .startsWith(Phase.WAITING_FOR_SPACE, Phase.COPYING);
    assertThat(heard.get(1).documents()).isZero();
    assertThat(result.status()).isEqualTo(Status.SWITCHED);
    store.closeClean(vbucket);
  }

  @Test
  void aCopyThatWaitsForRoomCanBeStopped() throws IOException {
    VBucket vbucket = filled();
    store.files.setUsableBytes(0);
    store.platform.at(WAIT, vbucket::abortCompaction);
    CompactionResult result = vbucket.compact(Store.compaction().withUsableBytesMin(1));
    assertThat(result.status()).isEqualTo(Status.ABORTED);
    store.closeClean(vbucket);
  }
}
