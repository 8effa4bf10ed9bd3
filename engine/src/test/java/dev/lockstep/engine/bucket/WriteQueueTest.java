package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.bucket.QueuedWrite.Kind;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.WriteBatch;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
  private static final long NOW = 0x7FFF_0000L;

  private final WriteQueue queue = new WriteQueue(10, 0);

  @Test
  void seqnosGoOnFromThoseOnDisk() {
    assertThat(set("a", "1").stamp().seqno()).isEqualTo(11);
    assertThat(set("b", "2").stamp().seqno()).isEqualTo(12);
    assertThat(queue.persistedSeqno()).isEqualTo(10);
  }

  @Test
  void casValuesGrowWhateverTheClockDoes() {
    long first = set("a", "1").stamp().cas();
    long second = set("a", "2").stamp().cas();
    long afterJump = queue
        .take(Kind.SET, text("a"), text("3"), 0, 0, NOW - 0x10_0000)
        .stamp()
        .cas();
    assertThat(first).isEqualTo(NOW);
    assertThat(second).isGreaterThan(first);
    assertThat(afterJump).isGreaterThan(second);
    assertThat(new WriteQueue(0, NOW + 5)
            .take(Kind.SET, text("a"), text("1"), 0, 0, NOW)
            .stamp()
            .cas())
        .isEqualTo(NOW + 6);
  }

  @Test
  void ofSeveralWritesOfASlotTheLastOneStaysAndStandsForAll() {
    set("a", "1");
    set("b", "2");
    set("a", "3");
    assertThat(queue.size()).isEqualTo(2);
    QueuedWrite newest = queue.newest(text("a")).orElseThrow();
    assertThat(newest.body()).isEqualTo(text("3"));
    assertThat(newest.stamp().versions()).isEqualTo(2);
  }

  @Test
  void aPrepareAndAMutationOfADocumentAreTwoSlots() {
    set("a", "1");
    queue.take(Kind.PREPARE, text("a"), text("2"), 0, 0, NOW);
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.newest(text("a")).orElseThrow().body()).isEqualTo(text("1"));
    queue.take(Kind.ABORT, text("a"), Bytes.EMPTY, 0, 12, NOW);
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void whatIsInAFlushStaysReadableAndIsNotReplaced() {
    set("a", "1");
    queue.beginFlush();
    assertThat(queue.newest(text("a")).orElseThrow().body()).isEqualTo(text("1"));
    set("a", "2");
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.newest(text("a")).orElseThrow().body()).isEqualTo(text("2"));
    assertThat(queue.committed(11)).isEqualTo(1);
    assertThat(queue.persistedSeqno()).isEqualTo(11);
    assertThat(queue.newest(text("a")).orElseThrow().body()).isEqualTo(text("2"));
  }

  @Test
  void countsTheBytesOfWhatWaitsAndOfWhatIsInAFlush() {
    assertThat(queue.bytes()).isZero();
    set("a", "1");
    set("bc", "22");
    assertThat(queue.bytes()).isEqualTo(2 + 4);
    set("a", "333");
    assertThat(queue.bytes()).as("the last write of a slot").isEqualTo(4 + 4);
    queue.beginFlush();
    set("a", "");
    assertThat(queue.bytes()).as("one in the flush and one that waits").isEqualTo(4 + 4 + 1);
    queue.putBack();
    assertThat(queue.bytes()).as("the newer one stands for both").isEqualTo(4 + 1);
    queue.beginFlush();
    queue.committed(14);
    assertThat(queue.bytes()).isZero();
    set("a", "1");
    queue.drop();
    assertThat(queue.bytes()).isZero();
  }

  @Test
  void aFailedFlushIsPutBackBehindWhatWasWrittenAgain() {
    set("a", "1");
    set("b", "2");
    queue.beginFlush();
    set("a", "3");
    queue.putBack();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.persistedSeqno()).isEqualTo(10);
    assertThat(queue.newest(text("a")).orElseThrow().body()).isEqualTo(text("3"));
    assertThat(queue.newest(text("a")).orElseThrow().stamp().versions()).isEqualTo(2);
    queue.beginFlush();
    assertThat(queue.committed(13)).isEqualTo(2);
    assertThat(queue.hasWork()).isFalse();
  }

  @Test
  void aFlushTakesTheLastStateAndAFailedOneGivesWayToALaterOne() {
    long first = queue.takeState(Lifecycle.REPLICA);
    queue.beginFlush();
    assertThat(queue.hasWork()).isFalse();
    long second = queue.takeState(Lifecycle.DEAD);
    queue.putBack();
    assertThat(queue.persistedStates()).isLessThan(first);
    WriteBatch batch = queue.beginFlush();
    assertThat(batch.isEmpty()).isFalse();
    queue.committed(10);
    assertThat(queue.persistedStates()).isEqualTo(second);
    assertThat(queue.hasWork()).isFalse();
  }

  @Test
  void aVBucketHasOneFlushAtATime() {
    set("a", "1");
    queue.beginFlush();
    assertThatThrownBy(queue::beginFlush).isInstanceOf(AssertionError.class);
    queue.committed(11);
    assertThatThrownBy(() -> queue.committed(11)).isInstanceOf(AssertionError.class);
  }

  private QueuedWrite set(String id, String body) {
    return queue.take(Kind.SET, text(id), text(body), 0, 0, NOW);
  }

  private static Bytes text(String text) {
    return Bytes.ofUtf8(text);
  }
}
