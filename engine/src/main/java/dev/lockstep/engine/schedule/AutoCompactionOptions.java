package dev.lockstep.engine.schedule;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import dev.lockstep.engine.vbucket.CompactionOptions;

/**
 * When a vbucket is compacted without being asked for.
 *
 * @param intervalSeconds how long after one look at the vbuckets the next one comes, 1 to a billion
 * @param fragmentationPercentMin at this share of unneeded bytes in its file, 1 to 100
 * @param fileSizeMin and from this size of its file, bytes
 * @param window and only at these times of the day
 * @param purgeAgeSeconds tombstones deleted longer ago than this are dropped
 * @param compaction how it is done; its bounds of the purge do not matter
 */
public record AutoCompactionOptions(
    long intervalSeconds,
    int fragmentationPercentMin,
    long fileSizeMin,
    DailyWindow window,
    long purgeAgeSeconds,
    CompactionOptions compaction) {

  /** More than thirty years, and in nanoseconds still a number. */
  private static final long INTERVAL_SECONDS_MAX = 1_000_000_000;

  private static final long THREE_DAYS = 3 * 24 * 60 * 60;

  public AutoCompactionOptions {
    checkRange("seconds between two looks", intervalSeconds, 1, INTERVAL_SECONDS_MAX);
    checkRange("percentage of fragmentation", fragmentationPercentMin, 1, 100);
    checkRange("file size in bytes", fileSizeMin, 0, Long.MAX_VALUE);
    checkRange("age of tombstones in seconds", purgeAgeSeconds, 0, Long.MAX_VALUE);
  }

  /** Every half minute: at 30 % of fragmentation, from 1 MiB, at any time; tombstones are kept for three days. */
  public static AutoCompactionOptions defaults() {
    return new AutoCompactionOptions(
        30, 30, 1 << 20, DailyWindow.ALWAYS, THREE_DAYS, CompactionOptions.defaults());
  }

  public AutoCompactionOptions withIntervalSeconds(long seconds) {
    return new AutoCompactionOptions(
        seconds, fragmentationPercentMin, fileSizeMin, window, purgeAgeSeconds, compaction);
  }

  public AutoCompactionOptions withFragmentationPercentMin(int percent) {
    return new AutoCompactionOptions(
        intervalSeconds, percent, fileSizeMin, window, purgeAgeSeconds, compaction);
  }

  public AutoCompactionOptions withFileSizeMin(long bytes) {
    return new AutoCompactionOptions(
        intervalSeconds, fragmentationPercentMin, bytes, window, purgeAgeSeconds, compaction);
  }

  public AutoCompactionOptions withWindow(DailyWindow other) {
    return new AutoCompactionOptions(
        intervalSeconds, fragmentationPercentMin, fileSizeMin, other, purgeAgeSeconds, compaction);
  }

  public AutoCompactionOptions withPurgeAgeSeconds(long seconds) {
    return new AutoCompactionOptions(
        intervalSeconds, fragmentationPercentMin, fileSizeMin, window, seconds, compaction);
  }

  public AutoCompactionOptions withCompaction(CompactionOptions other) {
    return new AutoCompactionOptions(
        intervalSeconds, fragmentationPercentMin, fileSizeMin, window, purgeAgeSeconds, other);
  }
}
