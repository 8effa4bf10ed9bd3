package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.opening.VBucketOptions.Compression;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlushTest {
  private final Store store = new Store();

  @Test
  void aNewVBucketIsEmptyAndHasItsState() throws IOException {
    try (VBucket vbucket = store.open()) {
      assertThat(show(vbucket)).isEqualTo("active 0");
      assertThat(vbucket.currentFile()).hasToString("0.couch.1");
      Store.check(vbucket);
    }
  }

  @Test
  void writesGetSeqnosInTheirOrderAndCanBeRead() throws IOException {
    try (VBucket vbucket = store.open()) {
      FlushResult result = vbucket.flush(new WriteBatch()
          .set(bytes("b"), bytes("1"))
          .delete(bytes("x"))
          .set(bytes("a"), bytes("")));
      assertThat(result).isEqualTo(new FlushResult(1, 3));
      assertThat(show(vbucket)).isEqualTo("active 3, 1 b=1, 2 x deleted, 3 a=");
      assertThat(vbucket.get(bytes("b")).map(Document::body)).contains(bytes("1"));
      assertThat(vbucket.get(bytes("a")).map(Document::body)).contains(Bytes.EMPTY);
      assertThat(vbucket.get(bytes("x"))).isEmpty();
      assertThat(vbucket.get(bytes("absent"))).isEmpty();
      Store.check(vbucket);
    }
  }

  @Test
  void ofSeveralWritesToOneIdTheLastOneWinsAtItsOwnPlace() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(new WriteBatch()
          .set(bytes("a"), bytes("1"))
          .set(bytes("b"), bytes("2"))
          .delete(bytes("a"))
          .setLocal(bytes("_local/l"), bytes("1"))
          .removeLocal(bytes("_local/l"))
          .state(Lifecycle.DEAD)
          .state(Lifecycle.REPLICA));
      assertThat(show(vbucket)).isEqualTo("replica 2, 1 b=2, 2 a deleted");
      Store.check(vbucket);
    }
  }

  @Test
  void aDocumentWrittenAgainHasOneEntryOnly() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.set("a", "1"));
      vbucket.flush(Store.set("b", "2"));
      vbucket.flush(Store.set("a", "3"));
      vbucket.flush(Store.delete("b"));
      assertThat(show(vbucket)).isEqualTo("active 4, 3 a=3, 4 b deleted");
      Store.check(vbucket);
    }
  }

  @Test
  void aStateChangeAloneMovesNoSeqno() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.set("a", "1"));
      FlushResult result = vbucket.flush(new WriteBatch().state(Lifecycle.REPLICA));
      assertThat(result).isEqualTo(new FlushResult(2, 1));
      assertThat(show(vbucket)).isEqualTo("replica 1, 1 a=1");
      Store.check(vbucket);
    }
  }

  @Test
  void localDocumentsMoveNoSeqnoAndAreInNoSeqnoOrder() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.local("b", "1"));
      vbucket.flush(Store.local("a", "2"));
      vbucket.flush(Store.removeLocal("b"));
      vbucket.flush(Store.removeLocal("absent"));
      assertThat(show(vbucket)).isEqualTo("active 0, _local/a=2");
      Store.check(vbucket);
    }
  }

  @Test
  void anEmptyBatchCommitsNothing() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.set("a", "1"));
      byte[] before = store.files.bytes("0.couch.1");
      assertThat(vbucket.flush(new WriteBatch())).isEqualTo(new FlushResult(2, 1));
      assertThat(store.files.bytes("0.couch.1")).isEqualTo(before);
    }
  }

  @Test
  void whatWasFlushedIsThereAfterReopening() throws IOException {
    String shown;
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.set("a", "1").setLocal(bytes("_local/l"), bytes("x")));
      vbucket.flush(Store.prepare("p", "2").state(Lifecycle.PENDING));
      vbucket.flush(Store.delete("a"));
      shown = show(vbucket);
    }
    try (VBucket vbucket = store.open()) {
      assertThat(show(vbucket))
          .isEqualTo(shown)
          .isEqualTo("pending 3, 2 ?p=2, 3 a deleted, _local/l=x");
      assertThat(vbucket.flush(Store.set("b", "3"))).isEqualTo(new FlushResult(4, 4));
      Store.check(vbucket);
    }
  }

  @Test
  void aClosedVBucketRefusesEverything() throws IOException {
    VBucket vbucket = store.open();
    vbucket.close();
    vbucket.close();
    assertThatThrownBy(() -> vbucket.flush(Store.set("a", "1")))
        .isInstanceOf(VBucketClosedException.class);
    assertThatThrownBy(() -> vbucket.get(bytes("a"))).isInstanceOf(VBucketClosedException.class);
    assertThatThrownBy(vbucket::snapshot).isInstanceOf(VBucketClosedException.class);
    assertThatThrownBy(() -> vbucket.rollback(0)).isInstanceOf(VBucketClosedException.class);
    assertThatThrownBy(() -> vbucket.compact(Store.compaction()))
        .isInstanceOf(VBucketClosedException.class);
    assertThat(store.files.openHandles()).isEmpty();
    assertThat(store.files.list()).containsExactly("0.couch.1");
  }

  @Test
  void idsThatBelongToTheStoreAreRefused() {
    WriteBatch batch = new WriteBatch();
    Bytes prepared = Prepares.prepareId(bytes("a"));
    assertThatThrownBy(() -> batch.set(prepared, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x02");
    assertThatThrownBy(() -> batch.setLocal(VBucketState.LOCAL_ID, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("state(");
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void idsThatNoIndexCanHoldAreRefusedAtOnce() {
    WriteBatch batch = new WriteBatch();
    Bytes tooLong = bytes("x".repeat(4095));
    assertThatThrownBy(() -> batch.set(tooLong, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4094");
    assertThatThrownBy(() -> batch.prepare(tooLong, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch.setLocal(bytes("_local/" + "x".repeat(4095)), Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestIdCanBePreparedCommittedAndCompacted() throws IOException {
    String longest = "x".repeat(4094);
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.prepare(longest, "1"));
      vbucket.flush(Store.commit(longest));
      vbucket.compact(Store.compaction());
      assertThat(vbucket.get(bytes(longest)).map(Document::body)).contains(bytes("1"));
      Store.check(vbucket);
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void bodiesComeBackAsTheyWereHoweverTheyAreStored(Compression compression) throws IOException {
    VBucketOptions options = VBucketOptions.defaults().withCompression(compression);
    Bytes body = bytes("abc".repeat(5000));
    try (VBucket vbucket = VBucket.open(store.platform, 0, options)) {
      vbucket.flush(new WriteBatch().prepare(bytes("a"), body));
      vbucket.flush(new WriteBatch().commit(bytes("a")).set(bytes("b"), body));
      vbucket.compact(Store.compaction());
      assertThat(vbucket.get(bytes("a")).map(Document::body)).contains(body);
      assertThat(vbucket.get(bytes("b")).map(Document::body)).contains(body);
      Store.check(vbucket);
    }
  }

  @ParameterizedTest
  @EnumSource(DiskVersion.class)
  void aVBucketLivesInAFileOfEveryVersion(DiskVersion version) throws IOException {
    VBucketOptions options =
        VBucketOptions.defaults().withCouch(CouchOptions.defaults().withVersion(version));
    try (VBucket vbucket = VBucket.open(store.platform, 0, options)) {
      vbucket.flush(Store.set("a", "1"));
      vbucket.flush(Store.set("b", "2"));
      vbucket.flush(Store.set("a", "3"));
      assertThat(vbucket.rollback(2)).isEqualTo(new RollbackResult(3, 2));
      vbucket.compact(Store.compaction());
      vbucket.flush(Store.set("c", "4"));
    }
    try (VBucket vbucket = VBucket.open(store.platform, 0, options)) {
      assertThat(show(vbucket)).isEqualTo("active 3, 1 a=1, 2 b=2, 3 c=4");
      assertThat(Optional.of(vbucket.currentFile().toString())).contains("0.couch.2");
      Store.check(vbucket);
    }
  }
}
