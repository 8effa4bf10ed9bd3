package dev.lockstep.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.LocalChange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a commit keeps of its collections, and what a copy of the file makes of it. */
class ManifestTest {
  private static final Generation FIRST = new Generation(9, 1, 5, 2, 70, 5);
  private static final Generation SECOND = new Generation(9, 6, Generation.OPEN, 1, 30, 8);
  private static final Generation DEFAULT = new Generation(0, 0, Generation.OPEN, 4, 300, 7);

  @Test
  void itsDocumentsTellItAgain() throws IOException {
    Manifest manifest = Manifest.of(List.of(FIRST, SECOND, DEFAULT));

    Map<Bytes, Bytes> documents = documents(Manifest.NONE, manifest);

    assertThat(documents.keySet()).allMatch(ManifestDocuments::isOwnId).hasSize(4);
    assertThat(read(documents)).contains(manifest);
  }

  @Test
  void onlyWhatChangedIsWritten() throws IOException {
    Manifest before = Manifest.of(List.of(SECOND, DEFAULT));
    Manifest after = Manifest.of(List.of(SECOND.dropped(9), DEFAULT));

    List<LocalChange> changes = ManifestDocuments.changes(before, after);

    assertThat(changes)
        .extracting(change -> change.id().toString())
        .containsExactlyInAnyOrder(
            "_local/collections/open", "_local/collections/dropped", "|0x9|");
    Map<Bytes, Bytes> documents = documents(Manifest.NONE, before);
    apply(documents, changes);
    assertThat(read(documents)).contains(after);
    assertThat(ManifestDocuments.changes(after, after)).isEmpty();
  }

  @Test
  void aVBucketWithoutCollectionsHasNoDocuments() throws IOException {
    assertThat(documents(Manifest.NONE, Manifest.NONE)).isEmpty();
    assertThat(read(Map.of())).contains(Manifest.NONE);
  }

  @Test
  void aMissingCounterIsNotTakenForNothing() throws IOException {
    Map<Bytes, Bytes> documents = documents(Manifest.NONE, Manifest.of(List.of(SECOND, DEFAULT)));
    documents.remove(Bytes.ofUtf8("|0x9|"));

    assertThat(read(documents)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "{}",
        "[7]",
        "[{}]",
        "[{\"collection\":9}]",
        "[{\"collection\":\"9\"}]",
        "[{\"collection\":\"9\",\"start_seqno\":\"-1\"}]",
        "[{\"collection\":\"9\""
      })
  void aDamagedDocumentIsAnErrorThatNamesIt(String json) {
    Map<Bytes, Bytes> documents =
        Map.of(Bytes.ofUtf8("_local/collections/open"), Bytes.ofUtf8(json));

    assertThatThrownBy(() -> read(documents))
        .isInstanceOf(MalformedManifestException.class)
        .hasMessageContaining("_local/collections/open is damaged");
  }

  @Test
  void countersCutShortAreAnError() {
    Map<Bytes, Bytes> documents = documents(Manifest.NONE, Manifest.INITIAL);
    documents.put(Bytes.ofUtf8("|0x0|"), Bytes.of(new byte[] {1, 2}));

    assertThatThrownBy(() -> read(documents))
        .isInstanceOf(MalformedManifestException.class)
        .hasMessageContaining("|0x0| is damaged");
  }

  @Test
  void aGenerationOfWhichNothingIsLeftIsOnNoList() {
    Manifest manifest = Manifest.of(List.of(FIRST.emptied(), SECOND.emptied()));

    assertThat(manifest.dropped()).isEmpty();
    assertThat(manifest.open()).containsExactly(SECOND.emptied());
  }

  @Test
  void aCopyKeepsItsOwnCountersUnderTheNewerLives() {
    Generation copied = new Generation(9, 1, Generation.OPEN, 1, 20, 3);

    Manifest followed = Manifest.of(List.of(DEFAULT, copied))
        .following(Manifest.of(List.of(DEFAULT, FIRST, SECOND)), 4);

    assertThat(followed.generations())
        .containsExactly(DEFAULT, copied.dropped(FIRST.endSeqno()), SECOND.emptied());
  }

  @Test
  void aCopyThatErasedAGenerationHoldsNothingOfIt() {
    Manifest followed =
        Manifest.of(List.of(DEFAULT)).following(Manifest.of(List.of(DEFAULT, FIRST)), 6);

    assertThat(followed.generations()).containsExactly(DEFAULT, FIRST.emptied());
    assertThat(new CollectionAccount(followed).toManifest().dropped()).isEmpty();
  }

  @Test
  void aGenerationThatTheSourceHasOverwrittenIsDroppedInTheCopyToo() {
    Generation copied = new Generation(9, 1, Generation.OPEN, 1, 20, 3);

    Manifest followed = Manifest.of(List.of(copied)).following(Manifest.of(List.of(SECOND)), 4);

    assertThat(followed.generations()).containsExactly(copied.dropped(4), SECOND.emptied());
  }

  private static Map<Bytes, Bytes> documents(Manifest before, Manifest after) {
    Map<Bytes, Bytes> documents = new HashMap<>();
    apply(documents, ManifestDocuments.changes(before, after));
    return documents;
  }

  private static void apply(Map<Bytes, Bytes> documents, List<LocalChange> changes) {
    for (LocalChange change : changes) {
      change
          .value()
          .ifPresentOrElse(
              value -> documents.put(change.id(), value), () -> documents.remove(change.id()));
    }
  }

  private static Optional<Manifest> read(Map<Bytes, Bytes> documents) throws IOException {
    return ManifestDocuments.read(id -> Optional.ofNullable(documents.get(id)));
  }
}
