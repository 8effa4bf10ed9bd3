package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Prepares, their completion, and the counters of them. */
class PreparesTest {
  private final Store store = new Store();

  @Test
  void aCommitStoresWhatWasPrepared() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.prepare("a", "1"));
      assertThat(vbucket.get(bytes("a"))).isEmpty();
      vbucket.flush(Store.commit("a"));
      assertThat(show(vbucket)).isEqualTo("active 2, 1 ?a=1, 2 a=1");
      Store.check(vbucket);
    }
  }

  @Test
  void anAbortTakesThePlaceOfThePrepare() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.set("a", "0"));
      vbucket.flush(Store.prepare("a", "1"));
      vbucket.flush(Store.abort("a"));
      assertThat(show(vbucket)).isEqualTo("active 3, 1 a=0, 3 ?a deleted");
      Store.check(vbucket);
    }
  }

  @Test
  void oneBatchMayPrepareAndCommit() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.prepare("a", "1").prepare(bytes("b"), bytes("2")).commit(bytes("a")));
      vbucket.flush(Store.prepare("c", "3").abort(bytes("b")));
      assertThat(show(vbucket)).isEqualTo("active 5, 1 ?a=1, 3 a=1, 4 ?c=3, 5 ?b deleted");
      Store.check(vbucket);
    }
  }

  private static Stream<Arguments> batchesThatCompleteNothing() {
    return Stream.of(
        Arguments.of("nothing is prepared", List.of(), Store.commit("a")),
        Arguments.of("nothing is prepared", List.of(), Store.abort("a")),
        Arguments.of(
            "it is completed",
            List.of(Store.prepare("a", "1"), Store.commit("a")),
            Store.commit("a")),
        Arguments.of(
            "it is aborted", List.of(Store.prepare("a", "1"), Store.abort("a")), Store.commit("a")),
        Arguments.of(
            "an earlier one is open",
            List.of(Store.prepare("a", "1"), Store.prepare("b", "2")),
            Store.commit("b")),
        Arguments.of(
            "an earlier one is open in the batch",
            List.of(),
            Store.prepare("a", "1").prepare(bytes("b"), bytes("2")).commit(bytes("b"))),
        Arguments.of(
            "the abort comes first in the batch",
            List.of(Store.prepare("a", "1")),
            Store.abort("a").commit(bytes("a"))),
        Arguments.of(
            "the commit comes before the prepare in the batch",
            List.of(),
            Store.commit("a").prepare(bytes("a"), bytes("1"))),
        Arguments.of(
            "the abort takes the place of the prepare in the batch",
            List.of(),
            Store.prepare("a", "1").abort(bytes("a"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("batchesThatCompleteNothing")
  void aBatchThatCompletesWhatItCannotIsRefusedAsAWhole(
      String why, List<WriteBatch> given, WriteBatch refused) throws IOException {
    try (VBucket vbucket = store.open()) {
      for (WriteBatch batch : given) {
        vbucket.flush(batch);
      }
      String before = show(vbucket);
      assertThatThrownBy(() -> vbucket.flush(refused.set(bytes("other"), bytes("1"))))
          .as(why)
          .isInstanceOf(NotPreparedException.class);
      assertThat(show(vbucket)).isEqualTo(before);
      vbucket.flush(Store.set("next", "1"));
      Store.check(vbucket);
    }
  }

  @Test
  void aPrepareWrittenAgainGoesToTheEndOfTheOrder() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.prepare("a", "1"));
      vbucket.flush(Store.prepare("b", "2"));
      vbucket.flush(Store.prepare("a", "3"));
      assertThatThrownBy(() -> vbucket.flush(Store.commit("a")))
          .isInstanceOf(NotPreparedException.class);
      vbucket.flush(Store.commit("b"));
      vbucket.flush(Store.commit("a"));
      assertThat(show(vbucket)).isEqualTo("active 5, 2 ?b=2, 3 ?a=3, 4 b=2, 5 a=3");
      Store.check(vbucket);
    }
  }

  @Test
  void thePlaceInTheOrderSurvivesReopeningAndCompaction() throws IOException {
    try (VBucket vbucket = store.open()) {
      vbucket.flush(Store.prepare("a", "1"));
      vbucket.flush(Store.prepare("b", "2"));
      vbucket.flush(Store.commit("a"));
      vbucket.flush(Store.set("z", "9"));
      vbucket.compact(Store.compaction());
    }
    try (VBucket vbucket = store.open()) {
      assertThat(show(vbucket)).isEqualTo("active 4, 2 ?b=2, 3 a=1, 4 z=9");
      assertThatThrownBy(() -> vbucket.flush(Store.commit("a")))
          .isInstanceOf(NotPreparedException.class);
      vbucket.flush(Store.commit("b"));
      Store.check(vbucket);
    }
  }

  /** What is under a document's prepare id. */
  enum Held {
    NOTHING,
    PREPARE,
    COMPLETED,
    ABORT
  }

  /** What happens to it next. The bodies differ in size, so that bytes cannot be right by chance. */
  enum Change {
    PREPARE,
    ABORT,
    COMMIT,
    PURGE
  }

  private static void bring(VBucket vbucket, Held held) throws IOException {
    if (held != Held.NOTHING) {
      vbucket.flush(Store.prepare("a", "four"));
    }
    if (held == Held.COMPLETED) {
      vbucket.flush(Store.commit("a"));
    } else if (held == Held.ABORT) {
      vbucket.flush(Store.abort("a"));
    }
    vbucket.flush(Store.set("z", "so that the highest seqno is another one's"));
  }

  private static void apply(VBucket vbucket, Change change) throws IOException {
    switch (change) {
      case PREPARE -> vbucket.flush(Store.prepare("a", "much longer"));
      case ABORT -> refusable(vbucket, Store.abort("a"));
      case COMMIT -> refusable(vbucket, Store.commit("a"));
      case PURGE -> vbucket.compact(Store.purging(Long.MAX_VALUE));
    }
  }

  private static void refusable(VBucket vbucket, WriteBatch batch) throws IOException {
    try {
      vbucket.flush(batch);
    } catch (NotPreparedException nothingToComplete) {
      assertThat(nothingToComplete).hasMessageContaining("document a");
    }
  }

  private static Stream<Arguments> transitions() {
    List<Arguments> all = new ArrayList<>();
    for (Held held : Held.values()) {
      for (Change first : Change.values()) {
        for (Change second : Change.values()) {
          all.add(Arguments.of(held, first, second));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void countersEqualARecountAfterEveryTwoChanges(Held held, Change first, Change second)
      throws IOException {
    try (VBucket vbucket = store.open()) {
      bring(vbucket, held);
      apply(vbucket, first);
      Store.check(vbucket);
      apply(vbucket, second);
      Store.check(vbucket);
    }
    try (VBucket vbucket = store.open()) {
      Store.check(vbucket);
    }
  }

  private static Stream<Arguments> flushes() {
    return transitions().filter(changes -> !List.of(changes.get()).contains(Change.PURGE));
  }

  /** The target of a compaction is another file: what it holds decides, not what the source held. */
  @ParameterizedTest
  @MethodSource("flushes")
  void countersEqualARecountAfterChangesBesideACompaction(Held held, Change first, Change second)
      throws IOException {
    try (VBucket vbucket = store.open()) {
      bring(vbucket, held);
      store.platform.at(Milestones.COMPACTION_PINNED, () -> apply(vbucket, first));
      store.platform.at(Milestones.CATCH_UP_BEGIN, () -> apply(vbucket, second));
      vbucket.compact(Store.purging(Long.MAX_VALUE));
      Store.check(vbucket);
      assertThat(vbucket.currentFile()).hasToString("0.couch.2");
    }
  }

  @ParameterizedTest
  @EnumSource(Held.class)
  void purgeKeepsAnOpenPrepareOnly(Held held) throws IOException {
    try (VBucket vbucket = store.open()) {
      bring(vbucket, held);
      vbucket.compact(Store.purging(Long.MAX_VALUE));
      try (Snapshot snapshot = vbucket.snapshot()) {
        assertThat(snapshot.state().onDiskPrepares()).isEqualTo(held == Held.PREPARE ? 1 : 0);
        assertThat(snapshot.purgeSeqno())
            .isEqualTo(
                switch (held) {
                  case NOTHING, PREPARE -> 0;
                  case COMPLETED -> 1;
                  case ABORT -> 2;
                });
      }
      Store.check(vbucket);
    }
  }
}
