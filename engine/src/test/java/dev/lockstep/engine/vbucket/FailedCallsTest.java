package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.bytes;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.FailingCalls.Mode;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call to the files fails, one after the other, in every operation. Whatever an operation
 * answers must be true: a failed one left the vbucket as it was, for its readers and on disk, and the
 * next one works; or it says that what is on disk is not known, and then nothing is written until the
 * vbucket is opened again, which shows the one or the other.
 */
class FailedCallsTest {
  private static final int CALLS_MAX = 500;

  /** Here failures to close and to remove are wanted: their warnings would hide others. */
  private static final Logger LOGGER = Logger.getLogger(Compactor.class.getPackageName());

  @BeforeAll
  static void silenceWarnings() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void restoreWarnings() {
    LOGGER.setLevel(null);
  }

  /** How a vbucket that refuses writes takes them again. */
  private enum WayOn {
    OPEN_ANEW,
    REOPEN
  }

  /** Of the last run. */
  private boolean wasRefused;

  /** What fails. */
  private enum Victim {
    FLUSH_DOCUMENTS {
      @Override
      void run(Store store, VBucket vbucket) throws IOException {
        vbucket.flush(Store.set("a", "new")
            .delete(bytes("b"))
            .abort(bytes("p"))
            .prepare(bytes("q"), bytes("longer than before"))
            .setLocal(bytes("_local/l"), bytes("new")));
      }
    },
    FLUSH_STATE {
      @Override
      void run(Store store, VBucket vbucket) throws IOException {
        vbucket.flush(new WriteBatch().state(Lifecycle.DEAD));
      }
    },
    COMPACT {
      @Override
      void run(Store store, VBucket vbucket) throws IOException {
        vbucket.compact(Store.purging(Long.MAX_VALUE));
      }
    },
    COMPACT_AND_CATCH_UP {
      @Override
      void run(Store store, VBucket vbucket) throws IOException {
        vbucket.compact(Store.compaction().withReplayDocumentsMax(1));
      }
    },
    ROLL_BACK {
      @Override
      void run(Store store, VBucket vbucket) throws IOException {
        vbucket.rollback(2);
      }
    },
    ROLL_BACK_TO_NOTHING {
      @Override
      void run(Store store, VBucket vbucket) throws IOException {
        vbucket.rollback(0);
      }
    };

    abstract void run(Store store, VBucket vbucket) throws IOException;
  }

  private static VBucket openWithDocuments(Store store) throws IOException {
    VBucket vbucket = store.open(new FlushesBeforeTheLock());
    vbucket.flush(Store.set("a", "1"));
    vbucket.flush(Store.set("b", "2"));
    vbucket.compact(Store.compaction());
    vbucket.flush(Store.prepare("p", "3").prepare(bytes("q"), bytes("4")));
    vbucket.flush(Store.delete("c").setLocal(bytes("_local/l"), bytes("x")));
    return vbucket;
  }

  /** Gives every catch-up something to do: reads are repeated, so nothing is flushed twice. */
  private static final class FlushesBeforeTheLock extends VBucketParts {
    @Override
    public Compactor newCompactor(VBucketInternals vbucket, CompactionOptions options) {
      return new Compactor(vbucket, options) {
        @Override
        protected void copyLive() throws IOException {
          super.copyLive();
          if (options().replayDocumentsMax() == 1) {
            newFlusher(vbucket).flush(Store.set("d", "5").setLocal(bytes("_local/m"), bytes("y")));
          }
        }
      };
    }
  }

  private static String showAfter(Victim victim) throws IOException {
    Store store = new Store();
    try (VBucket vbucket = openWithDocuments(store)) {
      victim.run(store, vbucket);
      return show(vbucket);
    }
  }

  private static Stream<Arguments> victims() {
    return Stream.of(Victim.values())
        .flatMap(victim -> Stream.of(Mode.values()).map(mode -> Arguments.of(victim, mode)));
  }

  @ParameterizedTest
  @MethodSource("victims")
  void whatAnOperationAnswersIsTrueWhicheverCallFails(Victim victim, Mode mode) throws IOException {
    String after = showAfter(victim);
    int failing = 0;
    while (isHit(victim, mode, failing, after, WayOn.OPEN_ANEW)) {
      if (wasRefused) {
        isHit(victim, mode, failing, after, WayOn.REOPEN);
      }
      failing++;
      assertThat(failing).isLessThan(CALLS_MAX);
    }
    assertThat(failing).as("calls that failed in turn").isGreaterThan(3);
  }

  private boolean isHit(Victim victim, Mode mode, int failing, String after, WayOn wayOn)
      throws IOException {
    Store store = new Store();
    VBucket vbucket = openWithDocuments(store);
    String before = show(vbucket);
    FailingCalls gate = new FailingCalls(failing, mode);
    store.files.setGate(gate);
    Optional<IOException> failure = attempt(() -> victim.run(store, vbucket));
    store.files.removeGate();
    String shown = show(vbucket);
    String what = victim + ", call " + failing + " failing " + mode + ", " + failure;
    assertThat(shown).as(what).isIn(before, after, beforeWithTheFlushBeside(before));
    if (failure.isEmpty()) {
      assertThat(shown).as(what).isEqualTo(after);
    } else if (victim != Victim.COMPACT_AND_CATCH_UP) {
      assertThat(shown).as(what).isEqualTo(before);
      if (mode == Mode.ONCE || mode == Mode.ONCE_AND_CLOSES) {
        assertThat(store.files.list())
            .as(what)
            .containsExactly(vbucket.currentFile().toString());
      }
    }
    wasRefused = goesOn(store, vbucket, isUncertain(victim, failure), shown, after, what, wayOn);
    return gate.hasFailed();
  }

  /** The flush inside that compaction may succeed where the compaction fails. */
  private static String beforeWithTheFlushBeside(String before) {
    return before
        .replace("active 5", "active 6")
        .replace(", _local/l=x", ", 6 d=5, _local/l=x, _local/m=y");
  }

  /** Returns whether writes were refused. */
  private static boolean goesOn(
      Store store,
      VBucket vbucket,
      boolean isUncertain,
      String shown,
      String after,
      String what,
      WayOn wayOn)
      throws IOException {
    Optional<IOException> refused = attempt(() -> vbucket.flush(Store.local("next", "n")));
    String last = show(vbucket);
    if (refused.isPresent()) {
      assertThat(refused.get()).as(what).isInstanceOf(WritesRefusedException.class);
      assertThat(attempt(() -> vbucket.compact(Store.compaction())).orElseThrow())
          .as(what)
          .isInstanceOf(WritesRefusedException.class);
      assertThat(attempt(() -> vbucket.rollback(1)).orElseThrow())
          .as(what)
          .isInstanceOf(WritesRefusedException.class);
      assertThat(last).as(what).isEqualTo(shown);
      if (wayOn == WayOn.REOPEN) {
        last = reopen(vbucket, last, after, what);
      }
    } else {
      assertThat(isUncertain).as(what).isFalse();
      assertThat(last).as(what).isEqualTo(shown + ", _local/next=n");
    }
    Store.check(vbucket);
    vbucket.close();
    assertThat(store.files.openHandles()).as(what).isEmpty();
    VBucket reopened = store.open();
    if (refused.isPresent() && wayOn == WayOn.OPEN_ANEW) {
      assertThat(show(reopened)).as(what).isIn(last, after);
    } else {
      assertThat(show(reopened)).as(what).isEqualTo(last);
    }
    reopened.flush(Store.set("z", "works"));
    reopened.compact(Store.compaction());
    Store.check(reopened);
    store.closeClean(reopened);
    return refused.isPresent();
  }

  /** Whoever held a snapshot goes on; what is published afterwards is what was done, or was not. */
  private static String reopen(VBucket vbucket, String shown, String after, String what)
      throws IOException {
    try (Snapshot held = vbucket.snapshot()) {
      ReopenResult result = vbucket.reopen();
      String found = show(vbucket);
      boolean isCommitted = result.fate() == ReopenResult.Fate.COMMITTED;
      assertThat(found).as(what).isEqualTo(isCommitted ? after : shown);
      vbucket.flush(Store.local("next", "n"));
      assertThat(show(vbucket)).as(what).isEqualTo(found + ", _local/next=n");
      assertThat(show(held)).as(what).isEqualTo(shown);
    }
    return show(vbucket);
  }

  /** A compaction's own target may be uncertain too: that is thrown away. */
  private static boolean isUncertain(Victim victim, Optional<IOException> failure) {
    boolean writesTheFile = victim != Victim.COMPACT && victim != Victim.COMPACT_AND_CATCH_UP;
    return writesTheFile
        && failure.filter(CommitUncertainException.class::isInstance).isPresent();
  }

  private static Optional<IOException> attempt(OneThread.Action action) {
    try {
      action.run();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anOpeningThatFailsLeavesNothingOpenAndTheNextOneWorks(Mode mode) throws IOException {
    int failing = 0;
    while (isOpeningHit(mode, failing)) {
      failing++;
      assertThat(failing).isLessThan(CALLS_MAX);
    }
    assertThat(failing).isGreaterThan(3);
  }

  private static boolean isOpeningHit(Mode mode, int failing) throws IOException {
    Store store = new Store();
    String before;
    try (VBucket vbucket = openWithDocuments(store)) {
      before = show(vbucket);
    }
    store.files.put("0.couch.1", store.files.bytes("0.couch.2"));
    store.files.put("0.couch.2.compact", new byte[5000]);
    store.files.put("0.couch.3", new byte[5000]);
    FailingCalls gate = new FailingCalls(failing, mode);
    store.files.setGate(gate);
    Optional<IOException> failure = attempt(() -> store.open().close());
    store.files.removeGate();
    assertThat(store.files.openHandles())
        .as(mode + ", call %s: %s", failing, failure)
        .isEmpty();
    try (VBucket vbucket = store.open()) {
      assertThat(show(vbucket)).isEqualTo(before);
      assertThat(store.files.list()).containsExactly("0.couch.2", "0.couch.3.damaged");
    }
    return gate.hasFailed();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCreationThatFailsLeavesNothingOpenAndTheNextOneWorks(Mode mode) throws IOException {
    int failing = 0;
    while (isCreationHit(mode, failing)) {
      failing++;
      assertThat(failing).isLessThan(CALLS_MAX);
    }
    assertThat(failing).isGreaterThan(3);
  }

  private static boolean isCreationHit(Mode mode, int failing) throws IOException {
    Store store = new Store();
    FailingCalls gate = new FailingCalls(failing, mode);
    store.files.setGate(gate);
    Optional<IOException> failure = attempt(() -> store.open().close());
    store.files.removeGate();
    assertThat(store.files.openHandles()).as("call %s: %s", failing, failure).isEmpty();
    try (VBucket vbucket = store.open()) {
      assertThat(show(vbucket)).isEqualTo("active 0");
      assertThat(store.files.list()).containsExactly("0.couch.1");
    }
    return gate.hasFailed();
  }

  @Test
  void writesAndReadsThatMoveFewerBytesThanAskedChangeNothing() throws IOException {
    int[] sizes = IntStream.of(1, 7, 511, 4095).toArray();
    for (int size : sizes) {
      Store store = new Store();
      store.files.setGate((call, name, position, length) -> Math.min(length, size));
      VBucket vbucket = openWithDocuments(store);
      String shown = show(vbucket);
      vbucket.compact(Store.compaction());
      Store.check(vbucket);
      vbucket.close();
      try (VBucket reopened = store.open()) {
        assertThat(show(reopened)).isEqualTo(shown);
      }
    }
  }
}
