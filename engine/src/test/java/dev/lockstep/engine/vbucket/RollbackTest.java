package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackTest {
  private static final String BEFORE_LOCK = "before lock";
  private final Store store = new Store();

  @Test
  void leadsToTheNewestCommitAtOrBelowTheSeqno() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1"));
    vbucket.flush(Store.set("b", "2").set(bytes("c"), bytes("3")));
    vbucket.flush(Store.delete("a"));
    assertThat(vbucket.rollback(9)).isEqualTo(new RollbackResult(4, 4));
    assertThat(vbucket.rollback(2)).as("2 is amid a commit").isEqualTo(new RollbackResult(4, 1));
    assertThat(show(vbucket)).isEqualTo("active 1, 1 a=1");
    Store.check(vbucket);
    store.closeClean(vbucket);
    try (VBucket reopened = store.open()) {
      assertThat(show(reopened)).isEqualTo("active 1, 1 a=1");
    }
  }

  @Test
  void takesLocalDocumentsStateAndPreparesBackToo() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.prepare("p", "1").setLocal(bytes("_local/l"), bytes("x")));
    vbucket.flush(Store.commit("p").removeLocal(bytes("_local/l")).state(Lifecycle.DEAD));
    vbucket.rollback(1);
    assertThat(show(vbucket)).isEqualTo("active 1, 1 ?p=1, _local/l=x");
    vbucket.flush(Store.commit("p"));
    assertThat(show(vbucket)).isEqualTo("active 2, 1 ?p=1, 2 p=1, _local/l=x");
    Store.check(vbucket);
  }

  @Test
  void ofCommitsWithOneSeqnoTheNewestCounts() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1"));
    vbucket.flush(new WriteBatch().state(Lifecycle.REPLICA));
    vbucket.flush(Store.set("b", "2"));
    vbucket.rollback(1);
    assertThat(show(vbucket)).isEqualTo("replica 1, 1 a=1");
  }

  @Test
  void leadsPastWhatAnEarlierRollbackUndid() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1"));
    vbucket.flush(Store.set("b", "2"));
    vbucket.flush(Store.set("c", "3"));
    vbucket.rollback(2);
    vbucket.flush(Store.set("d", "4"));
    vbucket.rollback(2);
    assertThat(show(vbucket)).isEqualTo("active 2, 1 a=1, 2 b=2");
    vbucket.rollback(1);
    assertThat(show(vbucket)).isEqualTo("active 1, 1 a=1");
    vbucket.rollback(0);
    assertThat(show(vbucket)).isEqualTo("active 0");
    vbucket.flush(Store.set("e", "5"));
    assertThat(show(vbucket)).isEqualTo("active 1, 1 e=5");
    Store.check(vbucket);
    store.closeClean(vbucket);
  }

  @Test
  void aCommitThatACompactionLeftOutMeansAnEmptyVBucketInItsPresentState() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1"));
    vbucket.flush(Store.set("b", "2").state(Lifecycle.REPLICA));
    vbucket.compact(Store.compaction());
    assertThat(vbucket.rollback(1)).isEqualTo(new RollbackResult(2, 0));
    assertThat(show(vbucket)).isEqualTo("replica 0");
    Store.check(vbucket);
    store.closeClean(vbucket);
    try (VBucket reopened = store.open()) {
      assertThat(show(reopened)).isEqualTo("replica 0");
    }
  }

  /** A vbucket whose compactor may be stopped before it takes the lock. */
  private VBucket openStoppable() throws IOException {
    VBucket vbucket = store.open(new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals internals, CompactionOptions options) {
        return new Compactor(internals, options) {
          @Override
          protected void lock() throws IOException {
            store.platform.reached(BEFORE_LOCK, "", 0);
            super.lock();
          }
        };
      }
    });
    vbucket.flush(Store.set("a", "1"));
    vbucket.flush(Store.set("b", "2"));
    return vbucket;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Milestones.COMPACTION_PINNED,
        Milestones.COMPACTION_COPIED,
        Milestones.CATCH_UP_BEGIN,
        BEFORE_LOCK
      })
  void abortsTheCompactionThatHasCopiedWhatIsUndone(String phase) throws IOException {
    VBucket vbucket = openStoppable();
    if (phase.equals(Milestones.CATCH_UP_BEGIN)) {
      store.platform.at(Milestones.COMPACTION_COPIED, () -> vbucket.flush(Store.set("c", "3")));
    }
    store.platform.at(phase, () -> vbucket.rollback(1));
    assertThat(vbucket.compact(Store.compaction()).status()).isEqualTo(Status.ABORTED);
    assertThat(store.platform.milestones()).contains(phase, Milestones.COMPACTION_ABORTED);
    assertThat(show(vbucket)).isEqualTo("active 1, 1 a=1");
    Store.check(vbucket);
    assertThat(store.files.list()).containsExactly("0.couch.1");
    assertThat(vbucket.compact(Store.compaction()).status()).isEqualTo(Status.SWITCHED);
    assertThat(show(vbucket)).isEqualTo("active 1, 1 a=1");
    store.closeClean(vbucket);
  }

  @ParameterizedTest
  @ValueSource(strings = {Milestones.COMPACTION_PINNED, Milestones.COMPACTION_COPIED, BEFORE_LOCK})
  void whatIsFlushedAfterARollbackIsNotMixedWithTheCopy(String phase) throws IOException {
    VBucket vbucket = openStoppable();
    store.platform.at(phase, () -> {
      vbucket.rollback(1);
      vbucket.flush(Store.set("other", "2"));
      vbucket.flush(Store.set("b", "3"));
    });
    vbucket.compact(Store.compaction());
    assertThat(show(vbucket)).isEqualTo("active 3, 1 a=1, 2 other=2, 3 b=3");
    Store.check(vbucket);
    store.closeClean(vbucket);
  }

  @Test
  void aRollbackThatUndoesNothingAbortsNothing() throws IOException {
    VBucket vbucket = openStoppable();
    store.platform.at(BEFORE_LOCK, () -> vbucket.rollback(2));
    assertThat(vbucket.compact(Store.compaction()).status()).isEqualTo(Status.SWITCHED);
    assertThat(show(vbucket)).isEqualTo("active 2, 1 a=1, 2 b=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {Milestones.COMPACTION_PINNED, Milestones.COMPACTION_COPIED, BEFORE_LOCK})
  void anAbortAskedForLeavesTheVBucketAsItWas(String phase) throws IOException {
    VBucket vbucket = openStoppable();
    String before = show(vbucket);
    store.platform.at(phase, vbucket::abortCompaction);
    assertThat(vbucket.compact(Store.compaction()).status()).isEqualTo(Status.ABORTED);
    assertThat(show(vbucket)).isEqualTo(before);
    vbucket.abortCompaction();
    assertThat(vbucket.compact(Store.compaction()).status()).isEqualTo(Status.SWITCHED);
    store.closeClean(vbucket);
  }
}
