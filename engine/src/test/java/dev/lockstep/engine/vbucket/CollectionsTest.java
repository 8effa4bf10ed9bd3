package dev.lockstep.engine.vbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.WrongCollectionException;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.revision.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Collections of one vbucket: created, dropped, created again, counted and erased. */
class CollectionsTest {
  private static final VBucketOptions OPTIONS =
      VBucketOptions.defaults().withKeys(VBucketOptions.Keys.COLLECTIONS);
  private static final long FRUIT = 9;

  private final Store store = new Store();

  private VBucket open() throws IOException {
    return VBucket.open(store.platform, 0, OPTIONS);
  }

  private static Bytes fruit(String key) {
    return CollectionKeys.documentId(FRUIT, Store.bytes(key));
  }

  private static WriteBatch set(String key, String body) {
    return new WriteBatch().set(fruit(key), Store.bytes(body));
  }

  private static Generation fruit(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return snapshot.state().manifest().open(FRUIT).orElseThrow();
    }
  }

  private static List<Generation> dropped(VBucket vbucket) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return snapshot.state().manifest().dropped();
    }
  }

  @Test
  void countsItemsAndRemembersTheHighSeqno() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT).set(fruit("a"), Store.bytes("1")));
      vbucket.flush(set("b", "2").delete(fruit("a")).prepare(fruit("c"), Store.bytes("3")));
      assertThat(fruit(vbucket).items()).isEqualTo(1);
      assertThat(fruit(vbucket).startSeqno()).isEqualTo(1);
      assertThat(fruit(vbucket).highSeqno()).isEqualTo(5);
      Store.check(vbucket);
    }
  }

  @Test
  void aDroppedCollectionIsNotReadAndErasedByACompaction() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT));
      vbucket.flush(set("a", "1").prepare(fruit("b"), Store.bytes("2")));
      vbucket.flush(new WriteBatch().dropCollection(FRUIT));
      assertThat(vbucket.get(fruit("a"))).isEmpty();
      assertThat(Store.show(vbucket)).isEqualTo("active 4, 4 0x0109 deleted");
      assertThat(dropped(vbucket)).hasSize(1).first().returns(4L, Generation::endSeqno);
      Store.check(vbucket);

      vbucket.compact(Store.compaction());

      assertThat(dropped(vbucket)).isEmpty();
      try (Snapshot snapshot = vbucket.snapshot()) {
        assertThat(snapshot.counts().seqnos()).isEqualTo(1);
        assertThat(snapshot.purgeSeqno()).isZero();
        assertThat(snapshot.state().onDiskPrepares()).isZero();
      }
      Store.check(vbucket);
    }
  }

  @Test
  void anotherGenerationIsChargedForItsOwnDocumentsAlone() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT).set(fruit("a"), Store.bytes("1")));
      vbucket.flush(new WriteBatch()
          .dropCollection(FRUIT)
          .createCollection(FRUIT)
          .set(fruit("b"), Store.bytes("2")));
      assertThat(fruit(vbucket).items()).isEqualTo(1);
      assertThat(dropped(vbucket)).hasSize(1);

      vbucket.flush(set("a", "3"));

      assertThat(fruit(vbucket).items()).isEqualTo(2);
      assertThat(dropped(vbucket)).isEmpty();
      Store.check(vbucket);
    }
  }

  @Test
  void aPrepareOfADroppedCollectionNeitherCommitsNorStandsInTheWay() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT).prepare(fruit("a"), Store.bytes("1")));
      vbucket.flush(new WriteBatch().dropCollection(FRUIT).createCollection(FRUIT));
      assertThatThrownBy(() -> vbucket.flush(new WriteBatch().commit(fruit("a"))))
          .isInstanceOf(NotPreparedException.class);
      vbucket.flush(new WriteBatch().prepare(fruit("b"), Store.bytes("2")).commit(fruit("b")));
      assertThat(vbucket.get(fruit("b"))).isPresent();
      Store.check(vbucket);
    }
  }

  @Test
  void whatDoesNotFitTheCollectionsIsRefusedAsAWhole() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT));
      Bytes inDefault = CollectionKeys.documentId(CollectionKeys.DEFAULT, Store.bytes("a"));
      for (WriteBatch wrong : List.of(
          new WriteBatch().createCollection(FRUIT),
          new WriteBatch().dropCollection(FRUIT + 1),
          new WriteBatch().delete(CollectionKeys.documentId(FRUIT + 1, Store.bytes("a"))),
          new WriteBatch().set(CollectionKeys.eventId(FRUIT), Bytes.EMPTY),
          set("a", "1").dropCollection(FRUIT).set(fruit("b"), Store.bytes("2")))) {
        assertThatThrownBy(() -> vbucket.flush(wrong.set(inDefault, Store.bytes("1"))))
            .isInstanceOf(WrongCollectionException.class);
      }
      assertThat(Store.show(vbucket)).isEqualTo("active 1, 1 0x0109=");
      Store.check(vbucket);
    }
  }

  @Test
  void aVBucketWithoutCollectionsTakesAnyIdAndNoCollection() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(set("a", "1"));
      assertThat(vbucket.get(fruit("a"))).isPresent();
      assertThatThrownBy(() -> vbucket.flush(new WriteBatch().createCollection(FRUIT)))
          .isInstanceOf(WrongCollectionException.class);
    }
    try (VBucket vbucket = open()) {
      assertThat(Store.show(vbucket)).as("the file says what it is").startsWith("active 1, 1");
    }
  }

  @Test
  void neverPurgesTheHighestSeqnoOfACollection() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT).delete(fruit("a")));
      vbucket.flush(new WriteBatch().delete(fruit("b")));
      vbucket.flush(
          new WriteBatch().set(CollectionKeys.documentId(0, Store.bytes("z")), Bytes.EMPTY));
      vbucket.compact(Store.purging(Long.MAX_VALUE));
      assertThat(Store.show(vbucket)).contains("3 0x0962 deleted").doesNotContain("2 0x0961");
      assertThat(fruit(vbucket).highSeqno()).isEqualTo(3);
      Store.check(vbucket);
    }
  }

  @Test
  void aRollbackOverADropBringsTheCollectionBack() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT).set(fruit("a"), Store.bytes("1")));
      vbucket.flush(new WriteBatch().dropCollection(FRUIT));
      vbucket.rollback(2);
      assertThat(vbucket.get(fruit("a"))).isPresent();
      assertThat(fruit(vbucket).items()).isEqualTo(1);
      Store.check(vbucket);
      vbucket.rollback(0);
      assertThatThrownBy(() -> vbucket.flush(set("a", "1")))
          .isInstanceOf(WrongCollectionException.class);
      Store.check(vbucket);
    }
  }

  @Test
  void anOpeningFindsWhatWasCommitted() throws IOException {
    Generation counted;
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT));
      vbucket.flush(set("a", "1").delete(fruit("b")));
      counted = fruit(vbucket);
    }
    try (VBucket vbucket = open()) {
      assertThat(fruit(vbucket)).isEqualTo(counted);
      Store.check(vbucket);
    }
  }

  @Test
  void countersThatAreMissingAreCounted() throws IOException {
    Generation counted;
    try (VBucket vbucket = open()) {
      vbucket.flush(new WriteBatch().createCollection(FRUIT));
      vbucket.flush(set("a", "1").delete(fruit("b")));
      counted = fruit(vbucket);
    }
    try (CouchFile couch = CouchFile.open(
        store.files, "0.couch.1", OpenMode.WRITE, HeaderSearch.STRICT, CouchOptions.defaults())) {
      couch.commit(couch.saveLocals(
          couch.lastHeader().header(),
          List.of(new LocalChange(Store.bytes("|0x9|"), Optional.empty()))));
    }
    try (VBucket vbucket = open()) {
      assertThat(fruit(vbucket)).isEqualTo(counted);
      vbucket.flush(set("a", "22"));
      vbucket.compact(Store.compaction());
      Store.check(vbucket);
    }
  }

  @Test
  void theStoresOwnDocumentsAreNotForBatches() {
    for (String id : List.of("_local/collections/open", "|0x9|")) {
      assertThatThrownBy(() -> new WriteBatch().setLocal(Store.bytes(id), Bytes.EMPTY))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new WriteBatch().createCollection(7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
