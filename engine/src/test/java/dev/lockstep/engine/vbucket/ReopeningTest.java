package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.testing.MemoryFiles.Call;
import dev.lockstep.engine.vbucket.FailingCalls.Mode;
import dev.lockstep.engine.vbucket.ReopenResult.Fate;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vbucket that takes writes again after a commit whose fate was unknown. */
class ReopeningTest {
  private static final String BEFORE = "active 1, 1 a=old";
  private static final String AFTER = "active 2, 2 a=new";

  private final Store store = new Store();

  /** Which call of a commit fails as often as it is tried. */
  private enum Doubt {
    /** The header is in the file, in memory at least. */
    SYNC_OF_MARK(Call.SYNC, Fate.COMMITTED),
    /** The header is nowhere. */
    WRITE_OF_MARK(Call.WRITE, Fate.LOST);

    final Call call;
    final Fate fate;

    Doubt(Call call, Fate fate) {
      this.call = call;
      this.fate = fate;
    }
  }

  private VBucket open(VBucketParts parts) throws IOException {
    VBucket vbucket = store.open(parts);
    vbucket.flush(Store.set("a", "old"));
    return vbucket;
  }

  /** The first write and sync are those of the data. */
  private void flushInDoubt(VBucket vbucket, Doubt doubt) {
    int[] calls = {0};
    store.files.setGate((call, name, position, length) -> {
      if (call == doubt.call && calls[0]++ > 0) {
        throw new IOException(call + " fails on purpose");
      }
      return length;
    });
    assertThatThrownBy(() -> vbucket.flush(Store.set("a", "new")))
        .isInstanceOf(CommitUncertainException.class);
    store.files.removeGate();
    assertThat(calls[0]).isEqualTo(1 + AppendFile.COMMIT_ATTEMPTS_MAX);
  }

  @ParameterizedTest
  @EnumSource(Doubt.class)
  void itPublishesWhatTheFileHoldsAndTakesWritesAgain(Doubt doubt) throws IOException {
    VBucket vbucket = open(VBucketParts.standard());
    flushInDoubt(vbucket, doubt);
    assertThat(show(vbucket)).isEqualTo(BEFORE);
    ReopenResult result = vbucket.reopen();
    String found = doubt.fate == Fate.COMMITTED ? AFTER : BEFORE;
    assertThat(result)
        .isEqualTo(new ReopenResult(doubt.fate, 1, doubt.fate == Fate.COMMITTED ? 2 : 1));
    assertThat(show(vbucket)).isEqualTo(found);
    vbucket.flush(Store.set("b", "next"));
    String last = show(vbucket);
    assertThat(last).startsWith("active " + (result.highSeqno() + 1)).endsWith(" b=next");
    Store.check(vbucket);
    store.closeClean(vbucket);
    try (VBucket anew = store.open()) {
      assertThat(show(anew)).isEqualTo(last);
    }
  }

  @Test
  void whereNothingIsInDoubtItDoesNothing() throws IOException {
    VBucket vbucket = open(VBucketParts.standard());
    byte[] before = store.files.bytes("0.couch.1");
    assertThat(vbucket.reopen()).isEqualTo(new ReopenResult(Fate.NONE_IN_DOUBT, 1, 1));
    assertThat(store.files.openHandles()).hasSize(1);
    assertThat(store.files.bytes("0.couch.1")).isEqualTo(before);
    store.closeClean(vbucket);
  }

  @ParameterizedTest
  @EnumSource(Doubt.class)
  void aReopeningThatFailsChangesNothingAndTheNextOneWorks(Doubt doubt) throws IOException {
    VBucket vbucket = open(VBucketParts.standard());
    flushInDoubt(vbucket, doubt);
    int failing = 0;
    while (true) {
      FailingCalls gate = new FailingCalls(failing, Mode.ONCE);
      store.files.setGate(gate);
      try {
        vbucket.reopen();
        break;
      } catch (IOException e) {
        assertThat(store.files.openHandles()).as("call %d", failing).hasSize(1);
        assertThat(show(vbucket)).isEqualTo(BEFORE);
        assertThatThrownBy(() -> vbucket.flush(Store.set("b", "next")))
            .isInstanceOf(WritesRefusedException.class);
        failing++;
      } finally {
        store.files.removeGate();
      }
    }
    assertThat(failing).isGreaterThan(5);
    assertThat(show(vbucket)).isEqualTo(doubt.fate == Fate.COMMITTED ? AFTER : BEFORE);
    store.closeClean(vbucket);
  }

  @ParameterizedTest
  @EnumSource(Doubt.class)
  void aCompactionThatRunsGivesUp(Doubt doubt) throws IOException {
    VBucket[] opened = new VBucket[1];
    opened[0] = open(new VBucketParts() {
      @Override
      public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
        return new Compactor(vbucket, options) {
          @Override
          protected void copyLive() throws IOException {
            super.copyLive();
            flushInDoubt(opened[0], doubt);
            opened[0].reopen();
          }
        };
      }
    });
    VBucket vbucket = opened[0];
    assertThat(vbucket.compact(Store.compaction()).status())
        .isEqualTo(CompactionResult.Status.ABORTED);
    assertThat(show(vbucket)).isEqualTo(doubt.fate == Fate.COMMITTED ? AFTER : BEFORE);
    assertThat(store.files.openHandles()).hasSize(1);
    Store.check(vbucket);
    store.closeClean(vbucket);
  }

  @Test
  void aDeletedVBucketIsNotReopened() throws IOException {
    VBucket vbucket = open(VBucketParts.standard());
    flushInDoubt(vbucket, Doubt.SYNC_OF_MARK);
    vbucket.delete();
    assertThatThrownBy(vbucket::reopen).isInstanceOf(NoSuchVBucketException.class);
  }
}
