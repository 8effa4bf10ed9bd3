package dev.lockstep.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.vbucket.CompactionOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is compacted without being asked for. */
class AutoCompactionTest {
  private static final int HOUR = 60 * 60;
  private static final long NOON = 20_000L * 24 * HOUR + 12 * HOUR;
  private static final AutoCompactionOptions OPTIONS =
      AutoCompactionOptions.defaults().withFragmentationPercentMin(30).withFileSizeMin(1_000);

  private static VBucketStatistics vbucket(int id, long fileSize, long liveSize) {
    return new VBucketStatistics(
        id, 1, "active", 9, 0, 5, 0, 0, 0, fileSize, liveSize, List.of(), Optional.empty());
  }

  private static List<Integer> chosen(
      AutoCompactionOptions options, VBucketStatistics... vbuckets) {
    return AutoCompaction.choose(List.of(vbuckets), options, NOON);
  }

  @Test
  void choosesTheFragmentedOnesThatAreLargeEnough() {
    assertThat(chosen(
            OPTIONS,
            vbucket(0, 1_000, 700),
            vbucket(1, 1_000, 701),
            vbucket(2, 999, 1),
            vbucket(3, 0, 0)))
        .containsExactly(0);
  }

  @Test
  void thoseThatGiveMostBackComeFirst() {
    assertThat(chosen(
            OPTIONS, vbucket(0, 2_000, 1_000), vbucket(1, 9_000, 1_000), vbucket(2, 2_000, 1_000)))
        .containsExactly(1, 0, 2);
  }

  @Test
  void choosesNothingOutsideOfTheWindow() {
    VBucketStatistics fragmented = vbucket(0, 2_000, 10);
    DailyWindow morning = new DailyWindow(6 * HOUR, 12 * HOUR);
    DailyWindow afternoon = new DailyWindow(12 * HOUR, 18 * HOUR);
    assertThat(chosen(OPTIONS.withWindow(morning), fragmented)).isEmpty();
    assertThat(chosen(OPTIONS.withWindow(afternoon), fragmented)).containsExactly(0);
  }

  @Test
  void aWindowMayGoOnPastMidnight() {
    DailyWindow night = new DailyWindow(22 * HOUR, 4 * HOUR);
    assertThat(night.contains(NOON + 10 * HOUR)).isTrue();
    assertThat(night.contains(NOON + 15 * HOUR)).isTrue();
    assertThat(night.contains(NOON + 16 * HOUR)).isFalse();
    assertThat(night.contains(NOON)).isFalse();
    assertThat(DailyWindow.ALWAYS.contains(NOON)).isTrue();
  }

  @Test
  void tombstonesGoByTheirAgeAlone() {
    CompactionOptions compaction =
        AutoCompaction.compaction(OPTIONS.withPurgeAgeSeconds(HOUR), NOON);
    assertThat(compaction.purgeUpToSeqno()).isEqualTo(Long.MAX_VALUE);
    assertThat(compaction.purgeDeletedBeforeSeconds()).isEqualTo(NOON - HOUR);
  }
}
