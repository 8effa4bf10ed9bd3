package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.revision.Snapshot;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Writes that come with their seqno, CAS and expiry. */
class StampedWritesTest {
  private final Store store = new Store();

  @Test
  void writesKeepWhatTheyCameWith() throws IOException {
    try (VBucket vbucket = store.open()) {
      FlushResult result = vbucket.flush(new WriteBatch()
          .set(bytes("a"), bytes("1"), Stamp.of(3, 70, 99))
          .delete(bytes("b"), Stamp.of(7, 80, 0)));

      assertThat(result).isEqualTo(new FlushResult(1, 7));
      assertThat(show(vbucket)).isEqualTo("active 7, 3 a=1, 7 b deleted");
      RevisionMetadata metadata = metadata(info(vbucket, "a"));
      assertThat(metadata.casNanos()).isEqualTo(70);
      assertThat(metadata.expirySeconds()).isEqualTo(99);
      Store.check(vbucket);
    }
  }

  @Test
  void theRevisionSeqnoOfADocumentGrowsByItsVersions() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(new WriteBatch().set(bytes("a"), bytes("1"), Stamp.of(1, 1, 0)));
      assertThat(info(vbucket, "a").revisionSeqno()).isEqualTo(1);
      vbucket.flush(
          new WriteBatch().set(bytes("a"), bytes("4"), Stamp.of(4, 4, 0).standingFor(2)));
      assertThat(info(vbucket, "a").revisionSeqno()).isEqualTo(4);
    }
  }

  @Test
  void aSeqnoThatIsNotAboveThePersistedOnesIsRefused() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(new WriteBatch().set(bytes("a"), bytes("1"), Stamp.of(5, 1, 0)));
      assertThatThrownBy(
              () -> vbucket.flush(new WriteBatch().set(bytes("b"), bytes("2"), Stamp.of(5, 2, 0))))
          .isInstanceOf(SeqnoTakenException.class)
          .hasMessage("document b came with seqno 5: expected one above 5");
      assertThatThrownBy(() -> vbucket.flush(new WriteBatch()
              .set(bytes("b"), bytes("2"), Stamp.of(8, 2, 0))
              .set(bytes("c"), bytes("2"), Stamp.of(7, 2, 0))))
          .hasMessage("document c came with seqno 7: expected one above 8");
      assertThat(show(vbucket)).isEqualTo("active 5, 5 a=1");
      assertThat(vbucket.flush(Store.set("d", "3")).highSeqno()).isEqualTo(6);
      Store.check(vbucket);
    }
  }

  @Test
  void aCommitAndItsPrepareMayBeInOneBatchOrTheCommitAlone() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(new WriteBatch()
          .prepare(bytes("a"), bytes("1"), Stamp.of(1, 1, 0))
          .prepare(bytes("b"), bytes("2"), Stamp.of(2, 2, 0))
          .commit(bytes("a"), bytes("1"), Stamp.of(3, 3, 0).completing(1)));
      assertThat(vbucket.get(bytes("a")).map(Document::body)).contains(bytes("1"));
      vbucket.flush(new WriteBatch().abort(bytes("b"), Stamp.of(4, 4, 0).completing(2)));
      // The prepare of c was replaced by the next one before it was flushed.
      vbucket.flush(new WriteBatch()
          .commit(bytes("c"), bytes("5"), Stamp.of(6, 6, 0).completing(5))
          .prepare(bytes("c"), bytes("7"), Stamp.of(7, 7, 0)));

      try (Snapshot snapshot = vbucket.snapshot()) {
        assertThat(snapshot.state().highCompletedSeqno()).isEqualTo(5);
        assertThat(snapshot.state().onDiskPrepares()).isEqualTo(2);
        assertThat(snapshot.get(bytes("c")).map(Document::body)).contains(bytes("5"));
        assertThat(snapshot.get(Prepares.prepareId(bytes("b")))).isEmpty();
      }
      Store.check(vbucket);
    }
  }

  private static DocumentInfo info(VBucket vbucket, String id) throws IOException {
    return vbucket.get(bytes(id)).orElseThrow().info();
  }

  private static RevisionMetadata metadata(DocumentInfo info) {
    return RevisionMetadata.decode(info.revisionMetadata()).orElseThrow();
  }
}
