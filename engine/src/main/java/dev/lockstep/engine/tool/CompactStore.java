package dev.lockstep.engine.tool;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketOptions;
import dev.lockstep.engine.vbucket.VBucketStatistics;
import java.io.IOException;

/**
 * Compacts every vbucket of a store that no program has open, one after the other, by the compactor of
 * the store itself. Each is opened as the store would open it, which also removes what is left over.
 */
public final class CompactStore {
  private CompactStore() {}

  /**
   * What became of one vbucket.
   *
   * @param before its file and what it held
   * @param after the same afterwards
   * @param result what the compaction did
   */
  public record Compacted(
      VBucketStatistics before, VBucketStatistics after, CompactionResult result) {}

  /** Hears of each vbucket as soon as it is done. */
  @FunctionalInterface
  public interface Listener {
    void compacted(Compacted vbucket) throws IOException;
  }

  /**
   * Compacts them all. All files are opened once for reading before the first is changed, so a store
   * with an unreadable file is left as it is.
   *
   * @throws UnusableFileException if a file cannot be opened
   */
  public static void run(
      Platform platform, String name, CompactionOptions options, Listener listener)
      throws IOException {
    StoreFolder folder = StoreFolder.of(platform.files(), name);
    StoreStatistics before = StoreStatistics.read(folder);
    for (VBucketStatistics vbucket : before.vbuckets()) {
      listener.compacted(compact(platform, vbucket, options));
    }
  }

  private static Compacted compact(
      Platform platform, VBucketStatistics before, CompactionOptions options) throws IOException {
    VBucketOptions opened = VBucketOptions.defaults();
    try (VBucket vbucket = VBucket.open(platform, before.vbucket(), opened)) {
      CompactionResult result = vbucket.compact(options);
      return new Compacted(before, vbucket.statistics(), result);
    }
  }
}
