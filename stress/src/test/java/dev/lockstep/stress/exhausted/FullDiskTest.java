package dev.lockstep.stress.exhausted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.stress.shadow.ShadowedWriter;
import dev.lockstep.stress.shadow.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fills up and has room again later. Once on a real small file system, where the system
 * lets us have one, and once on real files with a quota, everywhere.
 */
class FullDiskTest {
  private static final int DISK_BYTES = 1 << 20;
  private static final int BALLAST_BYTES = 1 << 18;
  private static final int BATCHES_AFTERWARDS = 10;
  private static final int BATCHES_MAX = 10_000;
  private static final String BALLAST = "ballast";

  @TempDir
  private Path directory;

  private final ShadowedWriter writer = new ShadowedWriter(new Workload(42));

  @Test
  void losesNothingOnFullFileSystem() throws IOException {
    Optional<TemporaryDisk> disk = TemporaryDisk.mount(directory, DISK_BYTES);
    assumeTrue(disk.isPresent(), "this user may not mount a tmpfs");
    try (TemporaryDisk mounted = disk.orElseThrow()) {
      assertThat(mounted).isNotNull();
      fillsUpAndRecovers(LivePlatform.open(directory));
    }
  }

  @Test
  void losesNothingAtTheQuota() throws IOException {
    fillsUpAndRecovers(new QuotaPlatform(LivePlatform.open(directory), DISK_BYTES));
  }

  private void fillsUpAndRecovers(Platform platform) throws IOException {
    Files.write(directory.resolve(BALLAST), new byte[BALLAST_BYTES]);
    try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
      flushUntilFull(vbucket);
      assertHolds(vbucket);
      assertThatThrownBy(() -> vbucket.compact(CompactionOptions.defaults()))
          .isInstanceOf(IOException.class);
      assertHolds(vbucket);
    }
    assertThat(platform.files().list()).hasSize(2).contains(BALLAST);
    Files.delete(directory.resolve(BALLAST));
    try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
      assertHolds(vbucket);
      compactWithPurge(vbucket);
      for (int i = 0; i < BATCHES_AFTERWARDS; i++) {
        writer.flushNext(vbucket);
      }
      assertHolds(vbucket);
    }
    try (VBucket vbucket = VBucket.open(platform, 0, VBucketOptions.defaults())) {
      assertHolds(vbucket);
    }
  }

  private void flushUntilFull(VBucket vbucket) {
    assertThatThrownBy(() -> {
          while (writer.batches() < BATCHES_MAX) {
            writer.flushNext(vbucket);
          }
        })
        .isInstanceOf(IOException.class);
    assertThat(writer.batches()).isPositive();
  }

  private static void compactWithPurge(VBucket vbucket) throws IOException {
    CompactionOptions options = CompactionOptions.defaults().withPurgeUpToSeqno(Long.MAX_VALUE);
    assertThat(vbucket.compact(options).status()).isEqualTo(CompactionResult.Status.SWITCHED);
  }

  private void assertHolds(VBucket vbucket) throws IOException {
    assertThat(writer.differences(vbucket)).isEmpty();
  }
}
