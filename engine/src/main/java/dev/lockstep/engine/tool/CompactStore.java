package dev.lockstep.engine.tool;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.VBucket;
import java.io.IOException;
import java.util.Optional;

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
      Platform platform, String name, ToolKeys keys, CompactionOptions options, Listener listener)
      throws IOException {
    StoreFolder folder = StoreFolder.of(platform.files(), name).withKeys(keys);
    StoreStatistics before = StoreStatistics.readWhole(folder);
    for (VBucketStatistics vbucket : before.vbuckets()) {
      listener.compacted(compact(platform, folder, vbucket, options));
    }
  }

  private static Compacted compact(
      Platform platform, StoreFolder folder, VBucketStatistics before, CompactionOptions options)
      throws IOException {
    Optional<String> keyId = folder.read(before.file(), (name, file) -> file.keyId());
    VBucketOptions opened = VBucketOptions.defaults()
        .withCouch(CouchOptions.defaults().withEncryption(folder.keys().writing(keyId)));
    try (VBucket vbucket = VBucket.open(platform, before.vbucket(), opened)) {
      CompactionResult result = vbucket.compact(options);
      return new Compacted(before, vbucket.statistics(), result);
    }
  }
}
