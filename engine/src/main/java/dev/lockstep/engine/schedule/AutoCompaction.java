package dev.lockstep.engine.schedule;

import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.vbucket.CompactionOptions;
import java.util.Comparator;
import java.util.List;

/** Decides which vbuckets to compact without being asked. Decides only: it reads nothing, runs nothing. */
public final class AutoCompaction {
  private AutoCompaction() {}

  /**
   * The vbuckets that should be compacted now, those that give most bytes back first.
   *
   * @param nowSeconds the time, in seconds since 1970
   */
  public static List<Integer> choose(
      List<VBucketStatistics> vbuckets, AutoCompactionOptions options, long nowSeconds) {
    if (!options.window().contains(nowSeconds)) {
      return List.of();
    }
    return vbuckets.stream()
        .filter(vbucket -> vbucket.fileSize() >= options.fileSizeMin())
        .filter(vbucket -> vbucket.fragmentationPercent() >= options.fragmentationPercentMin())
        .sorted(Comparator.comparingLong(AutoCompaction::unneeded)
            .reversed()
            .thenComparing(VBucketStatistics::vbucket))
        .map(VBucketStatistics::vbucket)
        .toList();
  }

  /** How they are compacted: tombstones go by their age alone. */
  public static CompactionOptions compaction(AutoCompactionOptions options, long nowSeconds) {
    return options
        .compaction()
        .withPurgeUpToSeqno(Long.MAX_VALUE)
        .withPurgeDeletedBeforeSeconds(Math.max(0, nowSeconds - options.purgeAgeSeconds()));
  }

  private static long unneeded(VBucketStatistics vbucket) {
    return vbucket.fileSize() - vbucket.liveSize();
  }
}
