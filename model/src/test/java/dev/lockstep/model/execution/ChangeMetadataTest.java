package dev.lockstep.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.ChangeListener;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.RevisionMetadata;
import dev.lockstep.engine.document.RevisionMetadata.Layout;
import dev.lockstep.engine.document.RevisionMetadata.Operation;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.model.check.Scenarios;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.simulation.ImmediatePlatform;
import dev.lockstep.model.simulation.VirtualClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A third change, beside two that the engine has made. */
class ChangeMetadataTest {
  private static final long NOW = VirtualClock.EPOCH_NANOS;
  private static final long SECONDS = NOW / 1_000_000_000;

  /** A change as the engine makes it, but for what a test says otherwise. */
  private static DocumentChange change(boolean deleted, int content, long cas, long seconds) {
    return change(deleted, content, cas, seconds, Operation.NONE);
  }

  private static DocumentChange change(
      boolean deleted, int content, long cas, long seconds, Operation operation) {
    boolean plain = operation == Operation.NONE;
    RevisionMetadata metadata = new RevisionMetadata(
        plain ? Layout.V1 : Layout.V3,
        cas,
        seconds,
        0,
        RevisionMetadata.DeleteSource.EXPLICIT,
        0,
        operation,
        plain ? Bytes.EMPTY : Bytes.wrap(new byte[6]));
    Optional<Bytes> body = deleted ? Optional.empty() : Optional.of(Bytes.ofUtf8("3"));
    return new DocumentChange(Bytes.ofUtf8("c"), 3, 1, deleted, content, metadata.encode(), body);
  }

  private static boolean isTrue(DocumentChange change) throws Exception {
    PreparedScenario prepared = PreparedScenario.of(
        Scenarios.of(Search.bounded(0), List.of(Scenarios.set("a", "1"), Scenarios.set("b", "2"))));
    StorageFiles files = new ImmediatePlatform(prepared.disk().fork(), new VirtualClock()).files();
    try (CouchFile couch = CouchFile.open(
        files, "0.couch.1", OpenMode.WRITE, HeaderSearch.STRICT, CouchOptions.defaults())) {
      CommittedHeader committed = couch.commit(couch.saveDocuments(
          couch.lastHeader().header(), List.of(change), ChangeListener.IGNORED));
      Snapshot snapshot = new Snapshot(
          couch,
          committed,
          VBucketState.initial(VBucketState.Lifecycle.ACTIVE, Manifest.NONE),
          () -> {});
      return ChangeMetadata.problems(snapshot).isEmpty();
    }
  }

  @Test
  void whatTheEngineMakesIsTrue() throws Exception {
    assertThat(isTrue(change(false, 3, NOW, 0))).isTrue();
    assertThat(isTrue(change(true, 0, NOW, SECONDS))).isTrue();
    assertThat(isTrue(change(false, 3, NOW, 0, Operation.COMMIT))).isTrue();
  }

  @Test
  void aCasIsOfTheTimeAndOfNoOtherChange() throws Exception {
    assertThat(isTrue(change(false, 3, 0, 0))).isFalse();
    assertThat(isTrue(change(false, 3, -NOW, 0))).isFalse();
    assertThat(isTrue(change(false, 3, NOW * 2, 0))).isFalse();
    long ofTheFirst = (NOW & ~0xFFFFL) | 1;
    assertThat(isTrue(change(false, 3, ofTheFirst, 0))).isFalse();
  }

  @Test
  void aTombstoneSaysWhenItWasDeletedAndADocumentWhenItExpires() throws Exception {
    assertThat(isTrue(change(true, 0, NOW, 0))).isFalse();
    assertThat(isTrue(change(false, 3, NOW, SECONDS))).isFalse();
  }

  @Test
  void theContentTypeIsThatOfADocumentOrOfNothing() throws Exception {
    assertThat(isTrue(change(false, 0, NOW, 0))).isFalse();
    assertThat(isTrue(change(true, 3, NOW, SECONDS))).isFalse();
  }

  @Test
  void onlyAPrepareSaysThatItIsOne() throws Exception {
    assertThat(isTrue(change(false, 3, NOW, 0, Operation.PREPARE))).isFalse();
    assertThat(isTrue(change(true, 0, NOW, SECONDS, Operation.ABORT))).isFalse();
    assertThat(isTrue(change(true, 0, NOW, SECONDS, Operation.COMMIT))).isFalse();
  }
}
