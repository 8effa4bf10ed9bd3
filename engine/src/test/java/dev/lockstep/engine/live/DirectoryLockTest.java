package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.document.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  private static final BucketOptions OPTIONS = BucketOptions.defaults().withVBuckets(1);

  @TempDir
  Path directory;

  @Test
  void aStoreIsOpenOnceAtATime() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      assertThatThrownBy(() -> LiveBucket.open(directory, OPTIONS))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessage(directory + ": the store is open, in this program or another; close it there"
              + " first");
      bucket.awaitPersisted(
          0, bucket.set(0, Bytes.ofUtf8("a"), Bytes.ofUtf8("1")).seqno());
    }
    try (Bucket again = LiveBucket.open(directory, OPTIONS)) {
      assertThat(again.get(0, Bytes.ofUtf8("a"))).isPresent();
    }
  }

  @Test
  void anOpeningThatFailsGivesTheDirectoryBack() throws IOException {
    Path inTheWay = Files.createDirectory(directory.resolve("0.couch.0.compact"));
    Files.createDirectory(inTheWay.resolve("not empty"));

    assertThatThrownBy(() -> LiveBucket.open(directory, OPTIONS)).isInstanceOf(IOException.class);

    DirectoryLock.take(directory).close();
  }
}
