package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.Counts;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.revision.Snapshot;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private final Store store = new Store();

  @Test
  void showsOneCommitThroughFlushesSwitchesRollbacksAndTheClose() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1").setLocal(bytes("_local/l"), bytes("x")));
    Snapshot snapshot = vbucket.snapshot();
    String held = show(snapshot);
    vbucket.flush(Store.set("a", "2").delete(bytes("b")).removeLocal(bytes("_local/l")));
    vbucket.compact(Store.purging(Long.MAX_VALUE));
    vbucket.flush(Store.set("c", "3"));
    vbucket.compact(Store.compaction());
    vbucket.rollback(0);
    vbucket.close();
    assertThat(show(snapshot)).isEqualTo(held).isEqualTo("active 1, 1 a=1, _local/l=x");
    assertThat(snapshot.get(bytes("a")).map(Document::body)).contains(bytes("1"));
    assertThat(snapshot.local(bytes("_local/l"))).contains(bytes("x"));
    assertThat(snapshot.counts().live()).isEqualTo(1);
    snapshot.close();
    assertThat(store.files.openHandles()).isEmpty();
    assertThat(store.files.list()).containsExactly("0.couch.3");
  }

  @Test
  void theLastReleaseOfARetiredFileRemovesIt() throws IOException {
    VBucket vbucket = store.open();
    Snapshot first = vbucket.snapshot();
    Snapshot second = vbucket.snapshot();
    vbucket.compact(Store.compaction());
    assertThat(store.files.list()).containsExactly("0.couch.1", "0.couch.2");
    first.close();
    assertThat(store.files.list()).containsExactly("0.couch.1", "0.couch.2");
    second.close();
    assertThat(store.files.list()).containsExactly("0.couch.2");
    store.closeClean(vbucket);
  }

  @Test
  void aHeldSnapshotDoesNotStopTheNextCompaction() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1"));
    try (Snapshot held = vbucket.snapshot()) {
      assertThat(vbucket.compact(Store.compaction()).revision()).isEqualTo(2);
      assertThat(vbucket.compact(Store.compaction()).revision()).isEqualTo(3);
      assertThat(store.files.list()).containsExactly("0.couch.1", "0.couch.3");
      assertThat(show(held)).isEqualTo("active 1, 1 a=1");
    }
    store.closeClean(vbucket);
  }

  @Test
  void theFileStaysWhenTheVBucketClosesUnderASnapshot() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(Store.set("a", "1"));
    Snapshot snapshot = vbucket.snapshot();
    vbucket.close();
    assertThat(store.files.openHandles()).hasSize(1);
    assertThat(show(snapshot)).isEqualTo("active 1, 1 a=1");
    snapshot.close();
    assertThat(store.files.openHandles()).isEmpty();
    assertThat(store.files.list()).containsExactly("0.couch.1");
  }

  @Test
  void scansFromASeqnoToASeqnoBothIncluded() throws IOException {
    try (VBucket vbucket = store.open()) {
      for (int i = 1; i <= 9; i++) {
        vbucket.flush(Store.set("k" + i, "v"));
      }
      vbucket.flush(Store.delete("k5"));
      try (Snapshot snapshot = vbucket.snapshot()) {
        DocumentCursor cursor = snapshot.bySeqno(4, 7);
        assertThat(cursor.next().orElseThrow().seqno()).isEqualTo(4);
        assertThat(cursor.next().orElseThrow().seqno()).isEqualTo(6);
        assertThat(cursor.next().orElseThrow().seqno()).isEqualTo(7);
        assertThat(cursor.next()).isEmpty();
        assertThat(snapshot.bySeqno(11, 20).next()).isEmpty();
        assertThat(snapshot.counts()).isEqualTo(new Counts(8, 1, 72, 9));
      }
    }
  }

  @Test
  void closingASnapshotTwiceDoesNothing() throws IOException {
    VBucket vbucket = store.open();
    Snapshot first = vbucket.snapshot();
    Snapshot second = vbucket.snapshot();
    first.close();
    first.close();
    assertThat(show(second)).isEqualTo("active 0");
    second.close();
    store.closeClean(vbucket);
  }
}
