package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.set;
import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.vbucket.FailingCalls.Mode;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vbucket deleted in the midst of what else goes on. */
class DeletionTest {
  private static final int CALLS_MAX = 50;

  /** Here a failure to remove is wanted: its warning would hide others. */
  private static final Logger LOGGER = Logger.getLogger("dev.lockstep.engine");

  private final Store store = new Store();

  @BeforeAll
  static void silence() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    LOGGER.setLevel(null);
  }

  @Test
  void aCompactionThatRunsEndsAndLeavesNothing() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(set("a", "1"));
    store.platform.at(Milestones.COMPACTION_COPIED, vbucket::delete);

    assertThatThrownBy(() -> vbucket.compact(Store.compaction()))
        .isInstanceOf(NoSuchVBucketException.class);
    assertThat(store.files.list()).containsExactly("0.couch.2.deleted");
  }

  @Test
  void aDirectOpeningCreatesTheNextGeneration() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(set("a", "1"));
    vbucket.delete();
    vbucket.close();

    try (VBucket next = store.open()) {
      assertThat(show(next)).isEqualTo("active 0");
      assertThat(next.generation()).isGreaterThan(vbucket.generation());
    }
    assertThat(store.files.list()).containsExactly("0.couch.3");
  }

  @Test
  void aRevisionThatAFailedCompactionCouldNotRemoveIsDeadToo() throws IOException {
    VBucket vbucket = store.open();
    vbucket.flush(set("a", "1"));
    store.files.put("0.couch.2", store.files.bytes("0.couch.1"));
    vbucket.delete();

    try (VBucket next = store.open()) {
      assertThat(show(next)).isEqualTo("active 0");
    }
    assertThat(store.files.list()).containsExactly("0.couch.3");
  }

  /** Every call to the files fails, one after the other: the answer is true, now and after a restart. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDeletionThatFailsLeavesTheVBucketAsItWas(Mode mode) throws IOException {
    int failing = 0;
    while (isHit(mode, failing)) {
      failing++;
      assertThat(failing).isLessThan(CALLS_MAX);
    }
    assertThat(failing).isGreaterThan(2);
  }

  private static boolean isHit(Mode mode, int failing) throws IOException {
    Store store = new Store();
    VBucket vbucket = store.open();
    vbucket.flush(set("a", "1"));
    FailingCalls gate = new FailingCalls(failing, mode);
    store.files.setGate(gate);
    boolean isDeleted = isDone(vbucket::delete);
    store.files.removeGate();

    String after = "active 0";
    if (!isDeleted) {
      assertThat(show(vbucket)).isEqualTo("active 1, 1 a=1");
      boolean isWritten = isDone(() -> vbucket.flush(set("b", "2")));
      boolean isMarked = store.files.list().contains("0.couch.2.deleted");
      assertThat(isWritten && isMarked).isFalse();
      String lives = isWritten ? "active 2, 1 a=1, 2 b=2" : "active 1, 1 a=1";
      after = isMarked ? after : lives;
    }
    vbucket.close();
    try (VBucket next = store.open()) {
      assertThat(show(next)).as("call %d failing %s", failing, mode).isEqualTo(after);
    }
    return gate.hasFailed();
  }

  private static boolean isDone(OneThread.Action action) {
    try {
      action.run();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
