package dev.lockstep.engine.schedule;

import dev.lockstep.engine.vbucket.CompactionOptions;

/**
 * The options of one compaction that does for two who asked.
 *
 * <p>It purges what the one purges who asked for more. Two bounds of which neither covers the other are
 * not merged: their larger parts together would drop tombstones that nobody asked to drop. Of all limits
 * the stricter holds, and both listeners hear.
 */
final class MergedOptions {
  private MergedOptions() {}

  static boolean canMerge(CompactionOptions one, CompactionOptions two) {
    return covers(one, two) || covers(two, one);
  }

  private static boolean covers(CompactionOptions wide, CompactionOptions narrow) {
    return narrow.purgeUpToSeqno() == 0
        || (wide.purgeUpToSeqno() >= narrow.purgeUpToSeqno()
            && wide.purgeDeletedBeforeSeconds() >= narrow.purgeDeletedBeforeSeconds());
  }

  static CompactionOptions merge(CompactionOptions one, CompactionOptions two) {
    CompactionOptions wide = covers(one, two) ? one : two;
    return new CompactionOptions(
        wide.purgeUpToSeqno(),
        wide.purgeDeletedBeforeSeconds(),
        Math.min(one.finalCatchUpBytesMax(), two.finalCatchUpBytesMax()),
        Math.min(one.replayDocumentsMax(), two.replayDocumentsMax()),
        Math.min(one.heldBackDocuments(), two.heldBackDocuments()),
        Math.min(one.sortEntriesMax(), two.sortEntriesMax()),
        stricterRate(one.bytesPerSecondMax(), two.bytesPerSecondMax()),
        Math.max(one.usableBytesMin(), two.usableBytesMin()),
        one.listener().and(two.listener()));
  }

  private static long stricterRate(long one, long two) {
    return one == 0 || two == 0 ? Math.max(one, two) : Math.min(one, two);
  }
}
