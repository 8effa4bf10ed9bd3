package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A flusher that commits a batch whenever the compaction lets it: the catch-up comes to an end nevertheless. */
class HeldBackTest {
  private static final int BACKLOG = 2000;
  private static final int BATCH = 10;
  private static final int HELD_BACK_DOCUMENTS = 2;

  private final Store store = new Store();
  private final List<CompactionProgress> heard = new ArrayList<>();
  private int written;

  private final CompactionListener restless = new CompactionListener() {
    @Override
    public void progressed(CompactionProgress progress) {
      heard.add(progress);
    }

    @Override
    public void flusherLetGo() {
      flush(BATCH);
    }
  };

  private final VBucket vbucket;

  HeldBackTest() throws IOException {
    vbucket = store.open();
  }

  private void flush(int documents) {
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < documents; i++) {
      written++;
      batch.set(bytes("key " + written), bytes("body " + written));
    }
    try {
      vbucket.flush(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves the rounds without the lock with as much as it has met, so that they give up. */
  private void compactOutrun() throws IOException {
    flush(1);
    store.platform.at(Milestones.COMPACTION_COPIED, () -> flush(BACKLOG));
    store.platform.at(Milestones.CATCH_UP_BEGIN, () -> flush(BACKLOG + BATCH));
    vbucket.compact(CompactionOptions.defaults()
        .withFinalCatchUpBytesMax(0)
        .withHeldBackDocuments(HELD_BACK_DOCUMENTS)
        .withListener(restless));
  }

  @Test
  void theRemainderHalvesOnceItIsKnownHowMuchTheFlusherCommits() throws IOException {
    compactOutrun();
    long rounds = Collections.frequency(store.platform.milestones(), Milestones.FLUSHER_HELD_BACK);
    assertThat(rounds).isBetween(4L, 12L);
    List<Long> remainders = heard.stream()
        .filter(progress -> progress.phase() == Phase.CATCHING_UP)
        .map(CompactionProgress::bytesRemaining)
        .toList();
    List<Long> heldBack = remainders.subList(remainders.size() - (int) rounds, remainders.size());
    for (int i = 2; i < heldBack.size(); i++) {
      assertThat(heldBack.get(i)).as("%s", heldBack).isLessThan(heldBack.get(i - 1) * 2 / 3);
    }
    store.closeClean(vbucket);
  }

  @Test
  void whatWasCommittedInTurnsIsInTheNewFile() throws IOException {
    compactOutrun();
    assertThat(
            Collections.frequency(store.platform.milestones(), Milestones.FLUSHER_HELD_BACK_AGAIN))
        .isGreaterThan(BATCH);
    assertThat(written).isGreaterThan(2 * BACKLOG + 10 * BATCH);
    assertThat(show(vbucket)).contains(written + " key " + written + "=body " + written);
    Store.check(vbucket);
    store.closeClean(vbucket);
  }
}
