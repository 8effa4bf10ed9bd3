package dev.lockstep.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;
import java.util.ArrayList;
import java.util.List;
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

  private static CompactionListener named(String name, List<String> heard) {
    return new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        heard.add(name);
      }
    };
  }
}
