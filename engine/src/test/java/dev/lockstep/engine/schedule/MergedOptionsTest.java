package dev.lockstep.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MergedOptionsTest {
  private static final CompactionOptions PLAIN = CompactionOptions.defaults();

  @Test
  void ofAllLimitsTheStricterHolds() {
    CompactionOptions one = PLAIN
        .withBytesPerSecondMax(10)
        .withUsableBytesMin(500)
        .withHeldBackDocuments(0)
        .withSortEntriesMax(9)
        .withFinalCatchUpBytesMax(100);
    CompactionOptions two =
        PLAIN.withBytesPerSecondMax(20).withUsableBytesMin(700).withFinalCatchUpBytesMax(50);
    for (CompactionOptions merged :
        List.of(MergedOptions.merge(one, two), MergedOptions.merge(two, one))) {
      assertThat(merged.bytesPerSecondMax()).isEqualTo(10);
      assertThat(merged.usableBytesMin()).isEqualTo(700);
      assertThat(merged.heldBackDocuments()).isZero();
      assertThat(merged.sortEntriesMax()).isEqualTo(9);
      assertThat(merged.finalCatchUpBytesMax()).isEqualTo(50);
    }
  }

  @Test
  void noLimitOfTheRateIsTheWeakest() {
    assertThat(MergedOptions.merge(PLAIN, PLAIN.withBytesPerSecondMax(20)).bytesPerSecondMax())
        .isEqualTo(20);
  }

  @Test
  void whoPurgesNothingIsMergedWithAnyoneAndTheOtherBoundHolds() {
    CompactionOptions purging = PLAIN.withPurgeUpToSeqno(7).withPurgeDeletedBeforeSeconds(3);
    assertThat(MergedOptions.canMerge(PLAIN, purging)).isTrue();
    CompactionOptions merged = MergedOptions.merge(PLAIN, purging);
    assertThat(merged.purgeUpToSeqno()).isEqualTo(7);
    assertThat(merged.purgeDeletedBeforeSeconds()).isEqualTo(3);
    assertThat(MergedOptions.canMerge(
            purging, PLAIN.withPurgeUpToSeqno(6).withPurgeDeletedBeforeSeconds(4)))
        .as("neither covers the other")
        .isFalse();
  }

  @Test
  void bothListenersHear() {
    List<String> heard = new ArrayList<>();
    CompactionOptions merged = MergedOptions.merge(
        PLAIN.withListener(named("one", heard)), PLAIN.withListener(named("two", heard)));
    CompactionProgress any = new CompactionProgress(Phase.COPYING, 0, 0, 0, 0, 0, 0);
    merged.listener().progressed(any);
    assertThat(heard).containsExactly("one", "two");
  }

  @Test
  void theSecondListenerHearsAlsoWhereTheFirstThrows() {
    List<String> heard = new ArrayList<>();
    CompactionListener both = MergedOptions.merge(
            PLAIN.withListener(new Hearing(told -> {
              throw new IllegalStateException("a listener with a bug");
            })),
            PLAIN.withListener(new Hearing(heard::add)))
        .listener();
    CompactionProgress any = new CompactionProgress(Phase.COPYING, 0, 0, 0, 0, 0, 0);
    DocumentInfo document = new DocumentInfo(Bytes.ofUtf8("a"), 1, 1, false, 0, Bytes.EMPTY, 0, 0);
    for (Runnable call : List.<Runnable>of(
        () -> both.progressed(any), both::flusherLetGo, () -> both.expired(document))) {
      assertThatThrownBy(call::run).hasMessage("a listener with a bug");
    }
    assertThat(heard).containsExactly("progressed", "let go", "expired");
  }

  private record Hearing(Consumer<String> heard) implements CompactionListener {
    @Override
    public void progressed(CompactionProgress progress) {
      heard.accept("progressed");
    }

    @Override
    public void flusherLetGo() {
      heard.accept("let go");
    }

    @Override
    public void expired(DocumentInfo document) {
      heard.accept("expired");
    }
  }

  private static CompactionListener named(String name, List<String> heard) {
    return new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        heard.add(name);
      }
    };
  }
}
